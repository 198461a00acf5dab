package io.memoryorchestrator.server.retention;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the database does not do by itself. Of several processes one gets each job; what it does is done in batches,
 * so a process that dies leaves a job that goes on where it was.
 */
public final class Housekeeper {
    static final String AUDIT = "audit";

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final Duration SESSIONS_EVERY = Duration.ofMinutes(5);
    private static final int SESSIONS_AT_ONCE = 1_000;
    private static final int ENTRIES_AT_ONCE = 10_000;
    private static final Set<String> BY_THE_DATABASE = Set.of(Retention.SESSIONS, Retention.JOB);

    private final Retention retention;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final HousekeepingSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Retention.Run> runs = new ConcurrentHashMap<>();
    private boolean daysAreSet;

    public Housekeeper(Stewardship stewardship, HousekeepingSettings settings, Clock clock, MeterRegistry meters) {
        this.retention = stewardship.retention();
        this.sessions = stewardship.sessions();
        this.audit = stewardship.audit();
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** Does every job whose time has come. Called again and again, by one thread. */
    public void goOn() {
        if (!daysAreSet) {
            retention.days(settings.days());
            daysAreSet = true;
        }
        whenTimeHasCome(Retention.SESSIONS, SESSIONS_EVERY, () -> untilNone(() -> sessions.sweep(SESSIONS_AT_ONCE)));
        whenTimeHasCome(Retention.JOB, settings.interval(), this::retain);
        whenTimeHasCome(AUDIT, settings.interval(), () -> {
            Instant before = clock.instant().minus(Duration.ofDays(settings.auditDays()));
            return untilNone(() -> audit.purge(before, ENTRIES_AT_ONCE));
        });
        retention.runs().forEach(this::show);
    }

    private void whenTimeHasCome(String job, Duration pause, LongSupplier work) {
        if (BY_THE_DATABASE.contains(job) && retention.runsByItself() || !retention.claim(job, pause)) {
            return;
        }
        long removed = work.getAsLong();
        retention.finish(job, removed);
        LOG.info("Housekeeping: {} removed {}", job, removed);
    }

    private long retain() {
        return retention.run(clock.instant()).removed().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long untilNone(LongSupplier batch) {
        long sum = 0;
        for (long some = batch.getAsLong(); some > 0; some = batch.getAsLong()) {
            sum += some;
        }
        return sum;
    }

    private void show(Retention.Run run) {
        if (runs.put(run.job(), run) == null) {
            gauge(
                    "memory.housekeeping.removed",
                    run.job(),
                    each -> each.removed().getOrDefault("all", 0L));
            gauge("memory.housekeeping.lag", run.job(), this::lag);
        }
    }

    /** Seconds since the job was last through; while it runs or hangs, since it began. */
    private double lag(Retention.Run run) {
        Instant last = run.finishedAt() == null ? run.startedAt() : run.finishedAt();
        return Duration.between(last, clock.instant()).toSeconds();
    }

    private void gauge(String name, String job, ToDoubleFunction<Retention.Run> value) {
        meters.gauge(name, Tags.of("job", job), runs, all -> {
            Retention.Run run = all.get(job);
            return run == null ? Double.NaN : value.applyAsDouble(run);
        });
    }
}
