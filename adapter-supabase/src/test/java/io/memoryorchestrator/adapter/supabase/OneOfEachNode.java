package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeFields;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import java.util.List;
import java.util.Map;

/** A value of each kind in a node; of entities and nodes of a graph two, for what connects them. */
final class OneOfEachNode {
    private OneOfEachNode() {}

    static void keep(NodeStore nodes, NodeRef node) {
        for (NodeKind kind : NodeKind.values()) {
            keep(nodes, node, kind, "one");
            if (kind == NodeKind.ENTITY || kind == NodeKind.GRAPH_NODE) {
                keep(nodes, node, kind, "two");
            }
        }
    }

    private static void keep(NodeStore nodes, NodeRef node, NodeKind kind, String key) {
        NodeOutcome outcome = nodes.put(node, NodeDraft.of(key, kind.read(new NodeFields(fields(kind)))));
        if (!(outcome instanceof NodeOutcome.Stored)) {
            throw new AssertionError(kind + " was not kept: " + outcome);
        }
    }

    private static Map<String, Object> fields(NodeKind kind) {
        return switch (kind) {
            case MESSAGE -> Map.of("content", "hello");
            case SUMMARY -> Map.of("text", "they met");
            case VECTOR -> Map.of("text", "a vector", "embedding", List.of(1, 0), "model", "m");
            case ENTITY -> Map.of("name", "Ada");
            case ENTITY_RELATION, GRAPH_RELATION -> Map.of("from", "one", "to", "two", "type", "knows");
            case DOCUMENT ->
                Map.of(
                        "collection",
                        "c",
                        "chunks",
                        List.of(Map.of("text", "a chunk", "embedding", List.of(0, 1), "model", "m")));
            case EPISODE -> Map.of("text", "it rained", "startedAt", "2026-05-04T12:00:00Z");
            case FACT -> Map.of("subject", "Ada", "predicate", "knows", "object", "Bob");
            case RULE -> Map.of("condition", "it rains", "action", "take a coat");
            case GRAPH_NODE -> Map.of("label", "a place");
            case WORKING_MEMORY, KEY_VALUE -> Map.of("value", "something");
        };
    }
}
