package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.Turn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap that a tail takes. Objects are counted by fixed sums (64-bit JVM, compressed references), text by its
 * length at two bytes a character: high for Latin text, so that the bound is kept rather than met.
 */
final class TailWeight {
    private static final long TAIL = 200;
    private static final long TURN = 400;
    private static final long VALUE = 32;

    private TailWeight() {}

    static long bytes(Tail tail) {
        long sum = TAIL;
        for (Turn turn : tail.turns()) {
            sum += TURN + text(turn.content()) + value(turn.metadata());
        }
        return sum;
    }

    private static long text(String text) {
        return VALUE + 2L * text.length();
    }

    private static long value(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> text(text);
            case Map<?, ?> map -> {
                long sum = VALUE;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    sum += VALUE + value(entry.getKey()) + value(entry.getValue());
                }
                yield sum;
            }
            case Iterable<?> items -> {
                long sum = VALUE;
                for (Object item : items) {
                    sum += VALUE + value(item);
                }
                yield sum;
            }
            default -> VALUE;
        };
    }
}
