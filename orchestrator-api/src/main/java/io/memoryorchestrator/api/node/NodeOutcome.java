package io.memoryorchestrator.api.node;

/** What became of a draft. */
public sealed interface NodeOutcome {

    /** It is kept. */
    record Stored(NodeEntry entry, boolean created) implements NodeOutcome {}

    /**
     * It is not, and what was under its key is as it was.
     *
     * @param message what is wrong and what would be accepted; without values of the draft
     */
    record Refused(Reason reason, String message) implements NodeOutcome {}

    /** Why a draft that is well-formed is refused all the same. */
    enum Reason {
        /** A relation begins or ends at something that is not there, or not in this node. */
        UNKNOWN_REFERENCE("A relation connects two values of the same node: from and to must be keys that are there"),
        /** A relation that may not be part of a circle would close one. */
        CYCLE("The relation would close a circle of acyclic relations of its type"),
        /** Another key has the position in the buffer. */
        POSITION_TAKEN("Another message has this position: leave it out to append"),
        /** The user's other vectors of the model have another length. */
        WRONG_DIMENSIONS("The user's other vectors of this model have another number of dimensions"),
        /** The node has as many values of the kind as it may. */
        TOO_MANY("A node holds at most " + NodeLimits.PER_KIND + " values of a kind: delete some, or use another node"),
        /** The user has been erased, and nothing is stored until they are readmitted. */
        USER_ERASED("The user has been erased, and nothing is stored until they are readmitted");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        public Refused refused() {
            return new Refused(this, message);
        }
    }
}
