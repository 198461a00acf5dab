package io.memoryorchestrator.server.wire;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes plain values take as JSON, without writing them for it. */
final class AnswerSize {
    private static final int PUNCTUATION = 4;
    private static final int NUMBER = 12;

    private AnswerSize() {}

    static long of(@Nullable Object value) {
        return switch (value) {
            case null -> PUNCTUATION;
            case CharSequence text -> PUNCTUATION + bytes(text);
            case Map<?, ?> map ->
                PUNCTUATION
                        + map.entrySet().stream()
                                .mapToLong(entry -> of(entry.getKey()) + of(entry.getValue()))
                                .sum();
            case Collection<?> list ->
                PUNCTUATION + list.stream().mapToLong(AnswerSize::of).sum();
            default -> NUMBER;
        };
    }

    private static long bytes(CharSequence text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
