package io.memoryorchestrator.adapter.cache;

import static io.memoryorchestrator.adapter.cache.Conversation.SESSION;
import static io.memoryorchestrator.adapter.cache.Conversation.turn;
import static io.memoryorchestrator.adapter.cache.Conversation.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.tck.Callers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CacheRaceTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CacheAdapter cache = new CacheAdapter(CacheSettings.DEFAULTS);
    private final Source source = new Source().with(turns(1, 3));

    @Test
    void anAnswerReadBeforeAStoreIsNotKept() {
        List<Turn> old = cache.readThrough(SESSION, 5, (session, limit) -> {
            List<Turn> read = source.recent(session, limit);
            cache.store(List.of(turn(4)));
            return read;
        });

        assertThat(old).isEqualTo(turns(1, 3));
        assertThat(cache.known(SESSION, 5)).isEmpty();
    }

    @Test
    void anAnswerReadBeforeAnErasureIsNotKept() {
        cache.readThrough(SESSION, 5, (session, limit) -> {
            List<Turn> read = source.recent(session, limit);
            cache.forget(new ForgetScope.OfUser(session.user()));
            return read;
        });

        assertThat(cache.known(SESSION, 5)).isEmpty();
    }

    @Test
    void whoComesAfterAStoreDoesNotJoinAnOlderLoad() throws Exception {
        cache.readThrough(SESSION, 5, (session, limit) -> {
            List<Turn> read = source.recent(session, limit);
            source.with(List.of(turn(4)));
            cache.store(List.of(turn(4)));
            assertThat(cache.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 4));
            return read;
        });

        assertThat(cache.known(SESSION, 5)).contains(turns(1, 4));
    }

    @Test
    void aSourceThatFailsFailsOnlyWhoAskedItAndIsAskedAgain() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        RecentTurns failing = (session, limit) -> {
            awaitQuietly(release);
            throw new AdapterException("source", FailureKind.UNAVAILABLE, "gone", null);
        };
        Callers<List<Turn>> leader = Callers.of(1, () -> cache.readThrough(SESSION, 2, failing));
        assertThat(leader.awaitRest(PATIENCE)).isTrue();
        Callers<List<Turn>> follower = Callers.of(1, () -> cache.readThrough(SESSION, 2, source));
        assertThat(follower.awaitRest(PATIENCE)).isTrue();
        release.countDown();

        assertThat(follower.answers(PATIENCE)).containsExactly(turns(2, 3));
        assertThatThrownBy(() -> leader.answers(PATIENCE)).hasMessageContaining("gone");
        assertThat(cache.readThrough(SESSION, 2, source)).isEqualTo(turns(2, 3));
    }

    @Test
    void whoWaitsForAnotherLoadCanBeInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread leader = Thread.ofVirtual()
                .start(() -> cache.readThrough(SESSION, 2, (session, limit) -> {
                    asked.countDown();
                    awaitQuietly(release);
                    return source.recent(session, limit);
                }));
        asked.await();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> cache.readThrough(SESSION, 2, source))
                .isInstanceOfSatisfying(
                        AdapterException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        leader.join();
    }

    /** Writers commit to the source and then tell the cache; readers must never see the cache lack a turn it was told of. */
    @Test
    void underConcurrentWritesTheCacheNeverLacksATurnItWasToldOf() throws Exception {
        int turns = 2_000;
        AtomicInteger known = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (long position = 10; position < turns; position++) {
                    source.with(List.of(turn(position)));
                    cache.store(List.of(turn(position)));
                    long told = position;
                    cache.known(SESSION, 1).ifPresent(last -> {
                        known.incrementAndGet();
                        assertThat(last.getLast().position()).isGreaterThanOrEqualTo(told);
                    });
                }
            });
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean invalidates = i == 0;
                readers.add(threads.submit(() -> {
                    for (int reads = 1; !writer.isDone(); reads++) {
                        cache.readThrough(SESSION, 5, source);
                        if (invalidates && reads % 50 == 0) {
                            cache.invalidate(SESSION);
                        }
                    }
                }));
            }
            writer.get();
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(known).as("looks that found something").hasPositiveValue();
        assertThat(cache.readThrough(SESSION, 5, source)).isEqualTo(turns(turns - 5, turns - 1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("the test gave up", interrupted);
        }
    }
}
