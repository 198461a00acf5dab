package io.memoryorchestrator.server.backfill;

import io.memoryorchestrator.api.canonical.BackfillJob;
import io.memoryorchestrator.api.canonical.BackfillLedger.Progress;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.server.enrichment.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off backfill jobs, one at a time in this process, page by page. Progress is written after each page, so that a
 * worker that dies is followed by another which begins at its last page; stages have the same effect when a page comes
 * twice. The job is looked at after each page: pausing and cancelling take hold there.
 */
public final class BackfillWorker {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillWorker.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(2);
    private static final int PAGE = 100;

    private final CanonicalStore store;
    private final Map<BackfillTarget, Stage> stages;
    private final String name;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;

    /**
     * @param stages what each target stands for; a target that is missing fails the job
     * @param name this worker's name among all processes
     */
    public BackfillWorker(CanonicalStore store, Map<BackfillTarget, Stage> stages, String name) {
        this.store = store;
        this.stages = Map.copyOf(stages);
        this.name = name;
    }

    /** Looks for a job now instead of at the next look around. */
    public void wake() {
        news.release();
    }

    /** Lets the page in work end and no other begin. */
    public void stop() {
        running = false;
        wake();
    }

    /** Works until stopped; meant for a thread of its own. */
    public void run() throws InterruptedException {
        running = true;
        while (running) {
            Optional<BackfillJob> job = claim();
            if (job.isEmpty() || !worked(job.get())) {
                pause(LOOK_AROUND);
            }
        }
    }

    private Optional<BackfillJob> claim() {
        try {
            return store.backfills().claim(name, LEASE);
        } catch (AdapterException unavailable) {
            LOG.warn("Looking for backfill jobs failed and is tried again: {}", unavailable.getMessage());
            return Optional.empty();
        }
    }

    /** @return false when it failed in a way nobody foresaw; the worker goes on to other jobs, and the job is ended */
    private boolean worked(BackfillJob job) throws InterruptedException {
        try {
            work(job);
            return true;
        } catch (RuntimeException unforeseen) {
            LOG.error("Backfill {} failed in a way nobody foresaw", job.id(), unforeseen);
            try {
                store.backfills().move(job.id(), BackfillJob.State.FAILED, unforeseen.toString());
            } catch (AdapterException unavailable) {
                // Its lease runs out, and it is tried once more by whoever claims it then.
                LOG.warn("Backfill {} could not be ended: {}", job.id(), unavailable.getMessage());
            }
            return false;
        }
    }

    private void work(BackfillJob claimed) throws InterruptedException {
        BackfillJob job = claimed;
        Optional<String> missing = missingTarget(job);
        if (missing.isPresent()) {
            store.backfills().move(job.id(), BackfillJob.State.FAILED, missing.get());
            return;
        }
        LOG.info("Backfill {} goes on at {} of {} turns", job.id(), job.done(), job.total());
        try {
            while (running && job.state() == BackfillJob.State.RUNNING) {
                long began = System.nanoTime();
                TurnScan.Page page = store.scan(job.request().range(), job.cursor(), PAGE);
                long failed = apply(job, page.turns());
                Progress progress =
                        new Progress(page.next(), job.done() + page.turns().size(), job.failed() + failed);
                Optional<BackfillJob> next = store.backfills().advance(job.id(), name, progress, LEASE);
                if (next.isEmpty()) {
                    return;
                }
                job = next.get();
                if (page.next() == null) {
                    tell(job);
                    return;
                }
                keepRate(job.request().rate(), page.turns().size(), began);
            }
        } catch (AdapterException failure) {
            if (!failure.kind().retryable()) {
                store.backfills().move(job.id(), BackfillJob.State.FAILED, failure.getMessage());
                return;
            }
            LOG.warn("Backfill {} waits for a target: {}", job.id(), failure.getMessage());
            pause(failure.retryAfter().orElse(LOOK_AROUND));
        }
    }

    /** A job that was cancelled during its last page is not told as one that came through. */
    private static void tell(BackfillJob ended) {
        if (ended.state() == BackfillJob.State.FINISHED) {
            LOG.info("Backfill {} is through {} turns, {} failed", ended.id(), ended.done(), ended.failed());
        }
    }

    private Optional<String> missingTarget(BackfillJob job) {
        return job.request().targets().stream()
                .filter(target -> {
                    Stage stage = stages.get(target);
                    return stage == null || !stage.isOpen();
                })
                .map(target -> "The target " + target.wireName() + " is switched off: switch it on and start again")
                .findFirst();
    }

    /** @return how many turns a target refused for good */
    private long apply(BackfillJob job, List<Turn> turns) {
        long failed = 0;
        for (BackfillTarget target : job.request().targets()) {
            Stage stage = stages.get(target);
            if (stage != null) {
                failed += repeat(stage, turns);
            }
        }
        return failed;
    }

    private static long repeat(Stage stage, List<Turn> turns) {
        if (turns.isEmpty()) {
            return 0;
        }
        try {
            stage.repeat(turns);
            return 0;
        } catch (AdapterException failure) {
            if (failure.kind().retryable()) {
                throw failure;
            }
            if (turns.size() == 1) {
                LOG.warn("Turn {} was refused: {}", turns.getFirst().id(), failure.getMessage());
                return 1;
            }
            return turns.stream()
                    .mapToLong(turn -> repeat(stage, List.of(turn)))
                    .sum();
        }
    }

    private void keepRate(@Nullable Integer rate, int turns, long began) throws InterruptedException {
        if (rate != null) {
            Duration owed = Duration.ofMillis(1_000L * turns / rate).minusNanos(System.nanoTime() - began);
            if (owed.isPositive()) {
                pause(owed);
            }
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        if (news.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
