package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.BackfillJob;
import io.memoryorchestrator.api.canonical.BackfillJob.State;
import io.memoryorchestrator.api.canonical.BackfillLedger;
import io.memoryorchestrator.api.canonical.BackfillLedger.Progress;
import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillLedgerIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Instant BEGIN = Instant.parse("2026-05-04T12:00:00.000001Z");

    private TestStore store;
    private BackfillLedger ledger;

    @BeforeEach
    void open() {
        store = TestStore.open("backfills_it");
        ledger = store.adapter().backfills();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aJobIsMadeOnceAndComesBackWhole() {
        BackfillJob job = job(BEGIN);

        assertThat(ledger.create(job)).isEqualTo(job);
        assertThat(ledger.create(with(job, 99))).isEqualTo(job);

        assertThat(ledger.show(job.id())).contains(job);
        assertThat(ledger.show(UUID.randomUUID())).isEmpty();
    }

    @Test
    void jobsAreListedNewestFirstAndClaimedOldestFirst() {
        BackfillJob old = ledger.create(job(BEGIN));
        BackfillJob young = ledger.create(job(BEGIN.plusSeconds(9)));

        assertThat(ledger.list(10)).containsExactly(young, old);
        assertThat(ledger.list(1)).containsExactly(young);
        assertThat(ledger.claim("w", LONG)).map(BackfillJob::id).contains(old.id());
        assertThat(ledger.claim("w", LONG)).map(BackfillJob::id).contains(young.id());
        assertThat(ledger.claim("w", LONG)).isEmpty();
    }

    @Test
    void aJobIsClaimedByOneOfManyWorkers() throws Exception {
        ledger.create(job(BEGIN));
        List<Callable<Optional<BackfillJob>>> claims = IntStream.range(0, 12)
                .<Callable<Optional<BackfillJob>>>mapToObj(i -> () -> ledger.claim("worker-" + i, LONG))
                .toList();

        List<BackfillJob> claimed = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<BackfillJob>> claim : threads.invokeAll(claims)) {
                claim.get().ifPresent(claimed::add);
            }
        }

        assertThat(claimed).hasSize(1);
    }

    @Test
    void aJobWhoseWorkerHasDiedIsTakenOverAndTheOldWorkerIsTold() {
        BackfillJob job = ledger.create(job(BEGIN));
        ledger.claim("dying", Duration.ofMillis(50));
        ledger.advance(job.id(), "dying", new Progress("page-2", 10, 1), Duration.ofMillis(50));

        BackfillJob taken = await().until(() -> ledger.claim("heir", LONG), Optional::isPresent)
                .orElseThrow();

        assertThat(taken.cursor()).isEqualTo("page-2");
        assertThat(taken.done()).isEqualTo(10);
        assertThat(taken.failed()).isOne();
        assertThat(ledger.advance(job.id(), "dying", new Progress("page-9", 90, 0), LONG))
                .isEmpty();
        assertThat(ledger.show(job.id()).orElseThrow().cursor()).isEqualTo("page-2");
    }

    @Test
    void aPausedJobTakesItsWorkersLastProgressAndIsFreeWhenResumed() {
        BackfillJob job = ledger.create(job(BEGIN));
        ledger.claim("worker", LONG);

        assertThat(ledger.move(job.id(), State.PAUSED, "by hand"))
                .map(BackfillJob::state)
                .contains(State.PAUSED);
        assertThat(ledger.claim("other", LONG)).isEmpty();
        assertThat(ledger.advance(job.id(), "worker", new Progress("page-3", 20, 0), LONG))
                .hasValueSatisfying(told -> {
                    assertThat(told.state()).isEqualTo(State.PAUSED);
                    assertThat(told.done()).isEqualTo(20);
                });

        ledger.move(job.id(), State.RUNNING, null);
        assertThat(ledger.claim("other", LONG)).map(BackfillJob::cursor).contains("page-3");
        assertThat(ledger.advance(job.id(), "worker", new Progress("page-4", 30, 0), LONG))
                .isEmpty();
    }

    @Test
    void aJobThatWasPausedDuringItsLastPageIsThroughAndDoesNotBeginAgain() {
        BackfillJob job = ledger.create(job(BEGIN));
        ledger.claim("worker", LONG);
        ledger.advance(job.id(), "worker", new Progress("page-2", 60, 0), LONG);
        ledger.move(job.id(), State.PAUSED, "by hand");

        assertThat(ledger.advance(job.id(), "worker", new Progress(null, 100, 1), LONG))
                .hasValueSatisfying(told -> {
                    assertThat(told.state()).isEqualTo(State.FINISHED);
                    assertThat(told.done()).isEqualTo(100);
                    assertThat(told.reason()).isNull();
                });

        assertThat(ledger.move(job.id(), State.RUNNING, null))
                .map(BackfillJob::state)
                .contains(State.FINISHED);
        assertThat(ledger.claim("other", LONG)).isEmpty();
    }

    @Test
    void aWorkerThatDiesAfterItsLastProgressLeavesNothingToTakeOver() {
        BackfillJob job = ledger.create(job(BEGIN));
        ledger.claim("dying", LONG);

        ledger.advance(job.id(), "dying", new Progress(null, 100, 0), Duration.ZERO);

        assertThat(ledger.claim("heir", LONG)).isEmpty();
        assertThat(ledger.show(job.id())).map(BackfillJob::state).contains(State.FINISHED);
    }

    @Test
    void aJobThatWasCancelledDuringItsLastPageStaysCancelled() {
        BackfillJob job = ledger.create(job(BEGIN));
        ledger.claim("worker", LONG);
        ledger.move(job.id(), State.CANCELLED, "not wanted");

        assertThat(ledger.advance(job.id(), "worker", new Progress(null, 100, 0), LONG))
                .map(BackfillJob::state)
                .contains(State.CANCELLED);
    }

    @Test
    void whatHasEndedStaysAsItEnded() {
        BackfillJob job = ledger.create(job(BEGIN));
        ledger.claim("worker", LONG);
        ledger.move(job.id(), State.CANCELLED, "not wanted");

        assertThat(ledger.advance(job.id(), "worker", new Progress("page-2", 10, 0), LONG))
                .hasValueSatisfying(told -> {
                    assertThat(told.state()).isEqualTo(State.CANCELLED);
                    assertThat(told.done()).isZero();
                    assertThat(told.reason()).isEqualTo("not wanted");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, PAUSED, true", "RUNNING, FINISHED, true", "RUNNING, CANCELLED, true", "RUNNING, FAILED, true",
        "RUNNING, RUNNING, false", "PAUSED, RUNNING, true", "PAUSED, CANCELLED, true", "PAUSED, FAILED, true",
        "PAUSED, FINISHED, false", "PAUSED, PAUSED, false", "FINISHED, RUNNING, false", "CANCELLED, RUNNING, false",
        "FAILED, PAUSED, false", "FINISHED, CANCELLED, false"
    })
    void onlyAStateThatFollowsIsTaken(State from, State to, boolean follows) {
        BackfillJob job = job(BEGIN);
        store.adapter().backfills().create(job);
        if (from != State.RUNNING) {
            ledger.move(job.id(), from, "first");
        }

        assertThat(ledger.move(job.id(), to, "second")).map(BackfillJob::state).contains(follows ? to : from);
        assertThat(ledger.move(UUID.randomUUID(), to, null)).isEmpty();
    }

    private static BackfillJob job(Instant at) {
        SessionBackfill request = new SessionBackfill(
                new Range("default", "user", "s", BEGIN, null),
                Set.of(BackfillTarget.EMBEDDINGS, BackfillTarget.MEM0),
                25,
                false);
        return new BackfillJob(UUID.randomUUID(), request, State.RUNNING, 100, 0, 0, null, null, at, at);
    }

    private static BackfillJob with(BackfillJob job, long total) {
        return new BackfillJob(
                job.id(), job.request(), job.state(), total, 0, 0, null, null, job.createdAt(), job.updatedAt());
    }
}
