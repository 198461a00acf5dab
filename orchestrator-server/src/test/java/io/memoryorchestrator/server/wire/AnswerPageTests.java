package io.memoryorchestrator.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerPageTests {
    private static final int STORED = 60;

    private final List<Integer> asked = new ArrayList<>();

    @Test
    void aPageOfSmallItemsHasAsManyAsWereAskedFor() {
        AnswerPage<Integer> page = page(50, "small");

        assertThat(page.items()).hasSize(50);
        assertThat(page.next()).isEqualTo(50);
        assertThat(asked).containsExactly(25, 25);
        assertThat(page(500, "small").next()).isNull();
    }

    @Test
    void aPageOfLargeItemsEndsAtEightMegabytesAndSaysWhereTheRestBegins() {
        AnswerPage<Integer> page = page(500, "ü".repeat(100_000));

        assertThat(page.items()).hasSize(42);
        assertThat(page.next()).isEqualTo(42);
        assertThat(asked).containsExactly(25, 17);
    }

    private AnswerPage<Integer> page(int limit, String text) {
        return AnswerPage.of(limit, AnswerPage.PIECE, null, (at, count) -> {
            asked.add(count);
            int from = at == null ? 0 : at;
            int to = Math.min(STORED, from + count);
            return new AnswerPage<>(
                    IntStream.range(from, to)
                            .mapToObj(i -> Map.<String, @Nullable Object>of("text", text))
                            .toList(),
                    to == STORED ? null : to);
        });
    }
}
