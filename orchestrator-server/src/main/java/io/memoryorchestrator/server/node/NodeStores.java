package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeStore;
import java.util.Locale;

/**
 * The two places where memory nodes can be kept.
 *
 * @param active the one that requests are answered from
 */
public record NodeStores(NodeStore database, NodeStore inProcess, Place active) {

    public NodeStore store() {
        return store(active);
    }

    NodeStore store(Place place) {
        return switch (place) {
            case DATABASE -> database;
            case IN_PROCESS -> inProcess;
        };
    }

    /** Where values are. */
    public enum Place {
        DATABASE,
        IN_PROCESS;

        /** As it is written in requests and answers. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Place of(String wireName) {
            for (Place place : values()) {
                if (place.wireName().equals(wireName)) {
                    return place;
                }
            }
            throw new IllegalArgumentException("a place must be database or in-process");
        }
    }
}
