package io.memoryorchestrator.adapter.mem0.http;

import java.util.List;

/**
 * Narrows a list to memories whose metadata field has one of the values.
 *
 * @param values empty for any memory
 */
public record Match(String field, List<String> values) {
    public static final Match ALL = new Match("", List.of());

    public Match {
        values = List.copyOf(values);
    }

    boolean accepts(Memory memory) {
        return values.isEmpty() || values.stream().anyMatch(value -> memory.has(field, value));
    }
}
