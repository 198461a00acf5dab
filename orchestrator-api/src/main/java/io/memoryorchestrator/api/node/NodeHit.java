package io.memoryorchestrator.api.node;

import java.time.Instant;

/**
 * A value that search by words found.
 *
 * @param text the value in words
 * @param occurredAt when what it tells of was, or else when it was last written
 * @param score higher is better; comparable within one list only
 */
public record NodeHit(NodeRef node, NodeKind kind, String key, String text, Instant occurredAt, double score) {

    /** Names the value among all of its user. */
    public String id() {
        return node.nodeId() + ":" + kind.pathName() + ":" + key;
    }
}
