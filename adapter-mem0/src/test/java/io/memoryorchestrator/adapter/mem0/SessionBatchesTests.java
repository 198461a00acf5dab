package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionBatchesTests {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Mem0Settings.Batching RULE = new Mem0Settings.Batching(3, Duration.ofSeconds(5), 100);

    private final SessionBatches batches = new SessionBatches(RULE);

    @Test
    void aBatchIsFullByTurnsAndKeepsTheirOrder() {
        assertThat(offer(1, "a", NOON)).isEmpty();
        assertThat(offer(2, "b", NOON)).isEmpty();

        assertThat(offer(3, "c", NOON))
                .singleElement()
                .satisfies(batch -> assertThat(batch).extracting(Turn::content).containsExactly("a", "b", "c"));
        assertThat(rest()).isEmpty();
    }

    @Test
    void aTurnThatWouldOverfillBeginsTheNextBatch() {
        offer(1, "x".repeat(80), NOON);

        assertThat(offer(2, "y".repeat(30), NOON))
                .singleElement()
                .satisfies(batch -> assertThat(batch).hasSize(1));
        assertThat(rest())
                .singleElement()
                .satisfies(batch -> assertThat(batch.getFirst().content()).startsWith("y"));
    }

    @Test
    void aTurnLargerThanABatchGoesAloneAfterWhatCameBefore() {
        offer(1, "small", NOON);

        assertThat(offer(2, "z".repeat(500), NOON)).extracting(List::size).containsExactly(1, 1);
        assertThat(rest()).isEmpty();
    }

    @Test
    void sizesAreBytesAndNotCharacters() {
        offer(1, "ж".repeat(49), NOON);

        assertThat(offer(2, "жж", NOON)).hasSize(1);
    }

    @Test
    void anIdleSessionIsDueAndABusyOneIsNot() {
        offer(1, "a", NOON);
        batches.offer(Turns.of(SessionRef.of("t1", "bob", "s"), 1, Role.USER, "b"), NOON.plusSeconds(4));

        assertThat(batches.due(NOON.plusMillis(4_999))).isEmpty();
        assertThat(batches.due(NOON.plusSeconds(5))).hasSize(1);
        assertThat(batches.due(NOON.plusMillis(8_999))).isEmpty();
        assertThat(batches.due(NOON.plusSeconds(9))).hasSize(1);
    }

    @Test
    void aSessionThatNeverRestsIsHandedOutAllTheSame() {
        var slow = new SessionBatches(new Mem0Settings.Batching(1_000, Duration.ofSeconds(5), 1 << 20));
        Instant now = NOON;
        for (int i = 0; i < 5; i++) {
            slow.offer(Turns.user(i, "a"), now);
            now = now.plusSeconds(4);
        }

        assertThat(slow.due(now))
                .singleElement()
                .satisfies(batch -> assertThat(batch).hasSize(5));
    }

    @Test
    void tooManyOpenSessionsHandOutTheEldest() {
        for (int i = 0; i < SessionBatches.MOST_OPEN; i++) {
            assertThat(batches.offer(Turns.of(SessionRef.of("t", "u" + i, "s"), 1, Role.USER, "a"), NOON))
                    .isEmpty();
        }

        List<List<Turn>> ready = batches.offer(Turns.of(SessionRef.of("t", "one-more", "s"), 1, Role.USER, "a"), NOON);

        assertThat(ready)
                .singleElement()
                .satisfies(batch -> assertThat(batch.getFirst().user().userId()).isEqualTo("u0"));
    }

    @Test
    void everyTurnComesOutOnceAndInOrderWhateverHappens() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<List<Turn>> out = new ArrayList<>();
        Instant now = NOON;
        for (int i = 0; i < 5_000; i++) {
            now = now.plusMillis(random.nextInt(3_000));
            SessionRef session = SessionRef.of("t", "u" + random.nextInt(7), "s" + random.nextInt(2));
            out.addAll(batches.offer(Turns.of(session, i, Role.USER, "w".repeat(1 + random.nextInt(120))), now));
            if (random.nextInt(10) == 0) {
                out.addAll(batches.due(now));
            }
        }
        out.addAll(rest());

        assertThat(out.stream().mapToInt(List::size).sum()).as("seed %d", seed).isEqualTo(5_000);
        assertThat(out).allSatisfy(batch -> {
            assertThat(batch).hasSizeBetween(1, 3);
            assertThat(batch)
                    .extracting(Turn::session)
                    .containsOnly(batch.getFirst().session());
        });
        out.stream()
                .flatMap(List::stream)
                .collect(java.util.stream.Collectors.groupingBy(Turn::session))
                .values()
                .forEach(turns -> assertThat(turns)
                        .as("seed %d", seed)
                        .extracting(Turn::position)
                        .isSorted());
    }

    /** What is gathered still, when all of it is due. */
    private List<List<Turn>> rest() {
        return batches.due(Instant.MAX);
    }

    private List<List<Turn>> offer(long position, String content, Instant now) {
        return batches.offer(Turns.user(position, content), now);
    }
}
