package io.memoryorchestrator.adapter.cache;

import static io.memoryorchestrator.adapter.cache.Conversation.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memoryorchestrator.api.model.SessionRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheBoundsTests {
    private static final Duration TTL = Duration.ofMinutes(1);

    @Test
    void neverMoreSessionsThanConfiguredAreKept() {
        LocalTails tails = new LocalTails(new CacheSettings(TTL, 10, 5, 1 << 20, null), () -> 0);
        fill(tails, 100, "short");

        assertThat(tails.sessions()).isLessThanOrEqualTo(10).isPositive();
    }

    @Test
    void neverMoreBytesThanConfiguredAreKept() {
        LocalTails tails = new LocalTails(new CacheSettings(TTL, 1_000, 5, 1 << 20, null), () -> 0);
        fill(tails, 100, "x".repeat(50_000));

        assertThat(tails.sessions()).isLessThanOrEqualTo(10).isPositive();
    }

    @Test
    void aSessionHeavierThanTheWholeCacheIsNotKept() {
        LocalTails tails = new LocalTails(new CacheSettings(TTL, 1_000, 5, 1 << 16, null), () -> 0);
        fill(tails, 1, "x".repeat(100_000));

        assertThat(tails.sessions()).isZero();
    }

    @Test
    void settingsOutOfRangeSayWhatWouldBeAccepted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheSettings(Duration.ZERO, 1, 1, 1 << 20, null))
                .withMessage("ttl must lie between 1ms and 7d, but is PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheSettings(TTL, 0, 1, 1 << 20, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheSettings(TTL, 1, 1_001, 1 << 20, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheSettings(TTL, 1, 1, 10, null));
    }

    private static void fill(LocalTails tails, int sessions, String content) {
        for (int i = 0; i < sessions; i++) {
            SessionRef session = SessionRef.of("acme", "ada", "s" + i);
            Tail tail = Tail.loaded(List.of(turn(session, 1, content)), 5, 5, 0);
            tails.begin(session).keep(tail, () -> true);
        }
    }
}
