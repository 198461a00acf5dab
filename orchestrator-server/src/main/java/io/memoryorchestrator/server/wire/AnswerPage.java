package io.memoryorchestrator.server.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that is full when it has as many items as were asked for or as many bytes as an answer should have. It is read
 * piece by piece, so that the memory it takes follows from what is answered and not from what was asked for.
 *
 * @param next where the rest begins; null when there is none
 */
public record AnswerPage<C>(
        List<Map<String, @Nullable Object>> items, @Nullable C next) {
    /** Few enough that pieces of the largest turns there can be stay below what a page may have. */
    public static final int PIECE = 25;

    private static final long FULL = 8L << 20;

    /** Pieces grow up to so many times the first: few readings of small items, and no more of large ones than fit in memory. */
    private static final int GROWN = 4;

    /** @param start null for the beginning */
    public static <C> AnswerPage<C> of(int limit, int piece, @Nullable C start, Source<C> source) {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        @Nullable C at = start;
        int wanted = limit;
        int most = piece;
        long bytes = 0;
        do {
            AnswerPage<C> read = source.read(at, Math.min(most, wanted));
            most = Math.min(2 * most, GROWN * piece);
            items.addAll(read.items());
            bytes += read.items().stream().mapToLong(AnswerSize::of).sum();
            at = read.next();
            // No more than fit if they are like those before.
            long room = bytes == 0 ? limit : 1 + (FULL - bytes) * items.size() / bytes;
            wanted = (int) Math.min(room, limit - items.size());
        } while (at != null && wanted > 0 && bytes < FULL);
        return new AnswerPage<>(items, at);
    }

    /** What a page is read from. */
    @FunctionalInterface
    public interface Source<C> {
        /** The next so many items at most. */
        AnswerPage<C> read(@Nullable C at, int count);
    }
}
