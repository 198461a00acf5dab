package io.memoryorchestrator.adapter.cache;

import static io.memoryorchestrator.adapter.cache.Conversation.SESSION;
import static io.memoryorchestrator.adapter.cache.Conversation.turn;
import static io.memoryorchestrator.adapter.cache.Conversation.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CacheAdapterTests {
    private final AtomicLong now = new AtomicLong();
    private final CacheSettings settings = new CacheSettings(Duration.ofMinutes(1), 100, 5, 1 << 20, null);
    private final CacheAdapter cache = new CacheAdapter(settings, now::get);
    private final Source source = new Source().with(turns(1, 3));

    @Test
    void aTurnOfAnUnknownSessionDoesNotMakeATailOfOne() {
        cache.store(turns(4, 6));

        assertThat(cache.known(SESSION, 1)).isEmpty();
        assertThat(cache.recent(SESSION, 1)).isEmpty();
    }

    @Test
    void aSessionReadOnceIsAnsweredWithoutTheSource() {
        assertThat(cache.readThrough(SESSION, 2, source)).isEqualTo(turns(2, 3));
        assertThat(cache.readThrough(SESSION, 1_000, source)).isEqualTo(turns(1, 3));
        assertThat(source.questions()).isEqualTo(1);
    }

    @Test
    void aStoredTurnIsSeenAtOnceInAKnownSession() {
        cache.readThrough(SESSION, 2, source);
        cache.store(List.of(turn(4)));

        assertThat(cache.known(SESSION, 2)).contains(turns(3, 4));
    }

    @Test
    void aSessionKnownToBeEmptyGrowsFromItsFirstTurn() {
        assertThat(cache.readThrough(SESSION, 5, new Source())).isEmpty();
        assertThat(cache.known(SESSION, 5)).contains(List.of());
        cache.store(turns(1, 2));

        assertThat(cache.known(SESSION, 5)).contains(turns(1, 2));
    }

    @Test
    void whatIsDeeperThanTheTailIsAskedFromTheSource() {
        source.with(turns(4, 20));
        cache.readThrough(SESSION, 5, source);

        assertThat(cache.known(SESSION, 6)).isEmpty();
        assertThat(cache.readThrough(SESSION, 12, source)).isEqualTo(turns(9, 20));
        assertThat(cache.readThrough(SESSION, 5, source)).isEqualTo(turns(16, 20));
        assertThat(source.questions()).isEqualTo(2);
    }

    @Test
    void nothingOutlivesItsTimeToLiveHoweverBusyItIs() {
        cache.readThrough(SESSION, 2, source);
        for (int position = 4; position < 10; position++) {
            now.addAndGet(Duration.ofSeconds(9).toNanos());
            cache.store(List.of(turn(position)));
            assertThat(cache.known(SESSION, 1)).isPresent();
        }
        now.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(cache.known(SESSION, 1)).isEmpty();
    }

    @Test
    void aForgottenTurnIsGoneAndTheOthersStay() {
        cache.readThrough(SESSION, 5, source);
        cache.forget(new ForgetScope.OfTurns(SESSION.user(), Set.of(turn(2).id())));

        assertThat(cache.known(SESSION, 5)).contains(List.of(turn(1), turn(3)));
    }

    @Test
    void aForgottenTurnDoesNotComeBackWithALateEvent() {
        cache.readThrough(SESSION, 5, source);
        cache.forget(new ForgetScope.OfTurns(SESSION.user(), Set.of(turn(2).id())));
        cache.store(List.of(turn(2)));

        assertThat(cache.known(SESSION, 5)).isEmpty();
    }

    @Test
    void aForgottenUserIsUnknownInEverySessionAndNobodyElseIs() {
        SessionRef other = SessionRef.of("other", "ada", "monday");
        cache.readThrough(SESSION, 5, source);
        cache.readThrough(other, 5, source.with(List.of(turn(other, 1))));

        assertThat(cache.forget(new ForgetScope.OfUser(SESSION.user())).removed())
                .containsEntry("turns", 3L);
        assertThat(cache.known(SESSION, 1)).isEmpty();
        assertThat(cache.known(other, 1)).contains(List.of(turn(other, 1)));
    }

    @Test
    void anInvalidatedSessionIsAskedAgain() {
        cache.readThrough(SESSION, 5, source);
        cache.invalidate(SESSION);

        assertThat(cache.known(SESSION, 5)).isEmpty();
        assertThat(cache.readThrough(SESSION, 5, source)).hasSize(3);
        assertThat(source.questions()).isEqualTo(2);
    }

    @Test
    void aLimitOutOfRangeIsRejected() {
        assertThatThrownBy(() -> cache.recent(SESSION, 0))
                .isInstanceOfSatisfying(
                        AdapterException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.REJECTED));
        assertThatThrownBy(() -> cache.readThrough(SESSION, 1_001, source)).isInstanceOf(AdapterException.class);
    }

    @Test
    void aClosedCacheKnowsNothing() {
        cache.readThrough(SESSION, 5, source);
        cache.close();
        cache.close();

        assertThat(cache.known(SESSION, 1)).isEmpty();
    }

    @Test
    void healthSaysHowManySessionsAreKept() {
        cache.readThrough(SESSION, 5, source);

        assertThat(cache.check().state()).isEqualTo(AdapterHealth.State.UP);
        assertThat(cache.check().detail()).startsWith("1 session");
    }
}
