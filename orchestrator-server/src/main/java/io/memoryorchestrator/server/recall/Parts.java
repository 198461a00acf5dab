package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.failure.AdapterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of one answer, each on a virtual thread of its own. Waiting for a part ends at the deadline whatever the part
 * does: a late one is interrupted and abandoned, since a database driver may not hear the interrupt.
 */
final class Parts {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deadline deadline;
    private final Stages stages;
    private final List<String> degraded = new ArrayList<>();

    Parts(Deadline deadline, Stages stages) {
        this.deadline = deadline;
        this.stages = stages;
    }

    /** Begins a part at once. */
    <T> Part<T> begin(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> {
            long since = System.nanoTime();
            try {
                return work.call();
            } finally {
                stages.add(name, since);
            }
        });
        Thread.ofVirtual().name("recall-" + name).start(task);
        return new Part<>(name, task);
    }

    /** What the part found; nothing when it failed or is late, which is then noted. */
    <T> Optional<T> await(Part<T> part) {
        return await(part, part.name());
    }

    /** The same for a part on which a list depends that has another name. */
    <T> Optional<T> await(Part<T> part, String list) {
        try {
            return Optional.of(part.task().get(deadline.nanosLeft(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            part.task().cancel(true);
            missing(list, "deadline");
        } catch (ExecutionException failure) {
            missing(list, reason(part.name(), Objects.requireNonNullElse(failure.getCause(), failure)));
        } catch (InterruptedException interrupted) {
            part.task().cancel(true);
            Thread.currentThread().interrupt();
            missing(list, "interrupted");
        }
        return Optional.empty();
    }

    /** Notes that something is missing, once. */
    void missing(String name, String reason) {
        String entry = name + ": " + reason;
        if (!degraded.contains(entry)) {
            degraded.add(entry);
        }
    }

    List<String> degraded() {
        return List.copyOf(degraded);
    }

    private static String reason(String part, Throwable cause) {
        if (cause instanceof AdapterException failure) {
            LOG.debug("fetchContext goes without {}", part, failure);
            return failure.kind().name().toLowerCase(Locale.ROOT);
        }
        LOG.warn("fetchContext goes without {} because of an unexpected failure", part, cause);
        return "failed";
    }

    /** A part under way. */
    record Part<T>(String name, FutureTask<T> task) {}
}
