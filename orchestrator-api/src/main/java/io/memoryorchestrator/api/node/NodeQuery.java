package io.memoryorchestrator.api.node;

import org.jspecify.annotations.Nullable;

/** A question about the values of one kind in one node. */
public sealed interface NodeQuery {

    NodeKind kind();

    /** At most this many matches. */
    int limit();

    /**
     * Values by what they are like, in the natural order of their kind: messages by position, of which the last ones are
     * meant; episodes, summaries and vectors the newest first; facts by confidence, rules by priority, everything else by key.
     *
     * @param words any of these words must be in the value, and the best matches come first; null for no such condition
     * @param offset so many matches are passed over
     * @param vectors whether the vectors of a document's chunks are wanted; without them they may be left unread
     */
    record Select(
            NodeKind kind, NodeFilter filter, @Nullable String words, int limit, int offset, boolean vectors)
            implements NodeQuery {
        public Select {
            filter.requireFor(kind);
            NodeLimits.within("limit", limit, 1, NodeLimits.MATCHES);
            NodeLimits.within("offset", offset, 0, NodeLimits.PER_KIND);
            if (words != null && !kind.hasWords()) {
                throw new IllegalArgumentException("words are not searched for in the kind " + kind.pathName());
            }
        }

        public Select(NodeKind kind, NodeFilter filter, @Nullable String words, int limit, int offset) {
            this(kind, filter, words, limit, offset, true);
        }

        /** A part of the same selection, without vectors unless they are wanted. */
        public Select piece(int at, int count, boolean withVectors) {
            return new Select(kind, filter, words, count, at, withVectors);
        }

        public static Select all(NodeKind kind) {
            return new Select(kind, NodeFilter.NONE, null, NodeLimits.MATCHES, 0);
        }

        public static Select where(NodeKind kind, NodeFilter filter) {
            return new Select(kind, filter, null, NodeLimits.MATCHES, 0);
        }
    }

    /**
     * Vectors, or chunks of documents, nearest to a vector of the same model, best first and complete.
     *
     * @param efSearch candidate list size of an approximate index, 1 to 1,000, or null; without meaning where the search is
     *     exact
     */
    record Nearest(
            NodeKind kind,
            NodeEmbedding question,
            NodeFilter filter,
            int limit,
            @Nullable Integer efSearch) implements NodeQuery {
        public Nearest {
            if (!kind.hasVectors()) {
                throw new IllegalArgumentException("values of the kind " + kind.pathName() + " have no vectors");
            }
            filter.requireFor(kind);
            NodeLimits.within("limit", limit, 1, NodeLimits.MATCHES);
            if (efSearch != null) {
                NodeLimits.within("efSearch", efSearch, 1, 1_000);
            }
        }
    }

    /**
     * What can be reached from a value along relations, the nearest first, then by key. The value itself is not among it.
     *
     * @param key where to begin
     * @param along which relations to follow
     * @param depth steps at most
     */
    record Neighbours(NodeKind kind, String key, Along along, int depth, int limit) implements NodeQuery {
        public Neighbours {
            kind.relations();
            NodeLimits.within("depth", depth, 1, NodeLimits.DEPTH);
            NodeLimits.within("limit", limit, 1, NodeLimits.MATCHES);
        }
    }

    /**
     * The way with the fewest steps from one value to another, both included, in order; nothing when there is none. Of ways
     * that have as many steps it is the one whose steps, looked at from the end, are the lightest, then first by key.
     *
     * @param depth steps at most
     */
    record ShortestPath(NodeKind kind, String from, String to, Along along, int depth) implements NodeQuery {
        public ShortestPath {
            kind.relations();
            NodeLimits.within("depth", depth, 1, NodeLimits.DEPTH);
        }

        @Override
        public int limit() {
            return depth + 1;
        }
    }

    /**
     * Which relations a walk follows.
     *
     * @param type null for those of every type
     */
    record Along(Direction direction, @Nullable String type) {
        public static final Along OUT = new Along(Direction.OUT, null);
    }

    /** Which way relations are followed. */
    enum Direction {
        OUT,
        IN,
        BOTH
    }
}
