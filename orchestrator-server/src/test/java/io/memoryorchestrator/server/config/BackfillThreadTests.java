package io.memoryorchestrator.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.BackfillJob;
import io.memoryorchestrator.api.canonical.BackfillLedger;
import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.server.backfill.BackfillWorker;
import io.memoryorchestrator.server.enrichment.Stage;
import io.memoryorchestrator.server.recall.Said;
import io.memoryorchestrator.server.testing.UnaskedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackfillThreadTests {
    private static final BackfillJob JOB = new BackfillJob(
            UUID.randomUUID(),
            new SessionBackfill(TurnScan.Range.ALL, Set.of(BackfillTarget.EMBEDDINGS), null, false),
            BackfillJob.State.RUNNING,
            2,
            0,
            0,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);

    private final OneJob jobs = new OneJob();
    private final SlowStage slow = new SlowStage();
    private final BackfillThread thread =
            new BackfillThread(new BackfillWorker(new Store(), Map.of(BackfillTarget.EMBEDDINGS, slow), "here"));

    @Test
    void stoppingLetsThePageInWorkEnd() throws InterruptedException {
        thread.start();
        slow.begun.await();
        Thread stopping = Thread.ofPlatform().start(thread::stop);
        await().until(stopping::getState, state -> state != Thread.State.NEW && state != Thread.State.RUNNABLE);

        slow.mayEnd.countDown();
        stopping.join();

        assertThat(jobs.progress).extracting(BackfillLedger.Progress::done).containsExactly(1L);
    }

    private final class Store extends UnaskedStore {
        @Override
        public BackfillLedger backfills() {
            return jobs;
        }

        @Override
        public Page scan(Range range, @Nullable String after, int limit) {
            return new Page(List.of(Said.turn("s", 1, Role.USER, 1, "one of two")), "the second");
        }
    }

    private static final class OneJob implements BackfillLedger {
        private final List<Progress> progress = new ArrayList<>();

        @Override
        public Optional<BackfillJob> claim(String worker, Duration lease) {
            return Optional.of(JOB);
        }

        @Override
        public Optional<BackfillJob> advance(UUID id, String worker, Progress reported, Duration lease) {
            progress.add(reported);
            return Optional.of(JOB);
        }

        @Override
        public BackfillJob create(BackfillJob job) {
            return job;
        }

        @Override
        public Optional<BackfillJob> show(UUID id) {
            return Optional.empty();
        }

        @Override
        public List<BackfillJob> list(int limit) {
            return List.of();
        }

        @Override
        public Optional<BackfillJob> move(UUID id, BackfillJob.State to, @Nullable String reason) {
            return Optional.empty();
        }
    }

    private static final class SlowStage implements Stage {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void handle(List<Turn> turns) {}

        @Override
        public void repeat(List<Turn> turns) {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException brokenOff) {
                throw new IllegalStateException(brokenOff);
            }
        }
    }
}
