package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.failure.AdapterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of one answer, each on a virtual thread of its own. Waiting for a part ends at the deadline whatever the part
 * does: a late one is interrupted and abandoned, since a database driver may not hear the interrupt.
 */
final class Parts {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Map<String, Long> SAID = new ConcurrentHashMap<>();

    private final Deadline deadline;
    private final Stages stages;
    private final List<FutureTask<?>> begun = new ArrayList<>();
    private final List<String> degraded = new ArrayList<>();

    Parts(Deadline deadline, Stages stages) {
        this.deadline = deadline;
        this.stages = stages;
    }

    /** Begins a part at once. */
    <T> Part<T> begin(String name, Callable<T> work) {
        return start(name, () -> timed(name, work));
    }

    /** Begins a part when another one has brought what it needs; its time counts from then. */
    <A, T> Part<T> beginAfter(Part<A> before, String name, Function<A, T> work) {
        return start(name, () -> {
            A given = brought(before);
            return timed(name, () -> work.apply(given));
        });
    }

    /** What has kept the part before from coming keeps this one from coming too, and is the reason to be named. */
    private static <A> A brought(Part<A> before) throws Exception {
        try {
            return before.task().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception reason ? reason : failed;
        }
    }

    private <T> Part<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        begun.add(task);
        Thread.ofVirtual().name("recall-" + name).start(task);
        return new Part<>(name, task);
    }

    private <T> T timed(String name, Callable<T> work) throws Exception {
        long since = System.nanoTime();
        try {
            return work.call();
        } finally {
            stages.add(name, since);
        }
    }

    /** Interrupts what is still under way, for nobody waits for it any more. */
    void abandon() {
        begun.forEach(task -> task.cancel(true));
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
        String reason = cause instanceof AdapterException failure
                ? failure.kind().name().toLowerCase(Locale.ROOT)
                : "failed";
        if (isNews(part + reason)) {
            LOG.warn("fetchContext goes without {}; said again in {} at the earliest", part, AGAIN, cause);
        }
        return reason;
    }

    /** A backend that is down fails every question: the log says so now and then, and not each time. */
    private static boolean isNews(String what) {
        long now = System.nanoTime();
        Long said = SAID.get(what);
        return (said == null || now - said > AGAIN.toNanos())
                && (said == null ? SAID.putIfAbsent(what, now) == null : SAID.replace(what, said, now));
    }

    /** A part under way. */
    record Part<T>(String name, FutureTask<T> task) {}
}
