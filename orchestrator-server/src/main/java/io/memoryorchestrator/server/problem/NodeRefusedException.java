package io.memoryorchestrator.server.problem;

import io.memoryorchestrator.api.node.NodeOutcome;

/** A value for a memory node is well-formed and cannot be kept all the same; what was under its key is as it was. */
public final class NodeRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final NodeOutcome.Reason reason;

    public NodeRefusedException(NodeOutcome.Refused refused) {
        super(refused.message());
        this.reason = refused.reason();
    }

    public NodeOutcome.Reason reason() {
        return reason;
    }
}
