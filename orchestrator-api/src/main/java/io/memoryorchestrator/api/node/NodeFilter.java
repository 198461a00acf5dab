package io.memoryorchestrator.api.node;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value must be like to match.
 *
 * @param equal fields of {@link NodeKind#equalFields} and what they are; flags as {@code true} and {@code false}
 * @param atLeast fields of {@link NodeKind#numberFields} and the least that they may be
 * @param namespace the whole namespace, or null for any
 * @param since what was at this time or later, or null; see {@link NodeEntry#occurredAt}
 * @param until what was before this time, or null
 */
public record NodeFilter(
        Map<String, String> equal,
        Map<String, Double> atLeast,
        @Nullable String namespace,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static final NodeFilter NONE = new NodeFilter(Map.of(), Map.of(), null, null, null);

    public NodeFilter {
        equal = Map.copyOf(equal);
        atLeast = Map.copyOf(atLeast);
        since = NodeValue.storable(since);
        until = NodeValue.storable(until);
    }

    public static NodeFilter equal(String field, String value) {
        return new NodeFilter(Map.of(field, value), Map.of(), null, null, null);
    }

    public static NodeFilter atLeast(String field, double least) {
        return new NodeFilter(Map.of(), Map.of(field, least), null, null, null);
    }

    /** @throws IllegalArgumentException naming a field that values of the kind cannot be filtered by */
    void requireFor(NodeKind kind) {
        for (String field : equal.keySet()) {
            if (!kind.equalFields().contains(field)) {
                throw new IllegalArgumentException("where." + field + " is no field that the kind " + kind.pathName()
                        + " can be filtered by; there are " + kind.equalFields());
            }
        }
        for (String field : atLeast.keySet()) {
            if (!kind.numberFields().contains(field)) {
                throw new IllegalArgumentException("atLeast." + field + " is no number of the kind " + kind.pathName()
                        + "; there are " + kind.numberFields());
            }
        }
    }
}
