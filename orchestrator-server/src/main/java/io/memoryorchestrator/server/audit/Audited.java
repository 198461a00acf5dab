package io.memoryorchestrator.server.audit;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.AuditLog.Actor;
import io.memoryorchestrator.api.canonical.AuditLog.Read;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.identity.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record who does something. A change carries its actor into the store's transaction; a read is noted here and
 * written with others soon after, so that it waits for nothing.
 */
public final class Audited implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Audited.class);
    private static final int WAITING_AT_MOST = 20_000;
    private static final int WRITTEN_AT_ONCE = 1_000;

    private final AuditLog log;
    private final boolean reads;
    private final Clock clock;
    private final MeterRegistry meters;
    private final BlockingQueue<Read> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    /** Taken out of what is waiting and not on record yet. */
    private final List<Read> batch = new ArrayList<>();

    /** @param reads whether reads are put on record too */
    public Audited(AuditLog log, boolean reads, Clock clock, MeterRegistry meters) {
        this.log = log;
        this.reads = reads;
        this.clock = clock;
        this.meters = meters;
    }

    /** Makes a change on the caller's behalf. */
    public <T> T by(Access access, Supplier<T> change) {
        return ScopedValue.where(AuditLog.ACTOR, actor(access)).call(change::get);
    }

    /** Makes a change on the caller's behalf. */
    public void by(Access access, Runnable change) {
        ScopedValue.where(AuditLog.ACTOR, actor(access)).run(change);
    }

    /** @param object id of what was read, or null for all of the user's */
    public void read(Access access, String action, UserRef user, @Nullable String object) {
        if (reads && !waiting.offer(new Read(clock.instant(), actor(access), action, user, object))) {
            meters.counter("memory.audit.dropped").increment();
        }
    }

    /**
     * On record before it is done: a read of everything, or a change that the store does not write down with itself.
     *
     * @param user null for what concerns no single one
     * @param object ids only
     */
    public void first(Access access, String action, @Nullable UserRef user, @Nullable String object) {
        log.record(List.of(new Read(clock.instant(), actor(access), action, user, object)));
    }

    /** Writes what is waiting; what cannot be written now goes first the next time. Called again and again. */
    public synchronized void write() {
        while (!batch.isEmpty() || waiting.drainTo(batch, WRITTEN_AT_ONCE) > 0) {
            log.record(List.copyOf(batch));
            batch.clear();
        }
    }

    /** Writes what the last requests left, while the store is still open. */
    @Override
    public synchronized void close() {
        try {
            write();
        } catch (AdapterException away) {
            int lost = batch.size() + waiting.size();
            meters.counter("memory.audit.dropped").increment(lost);
            LOG.warn("{} reads are not on record, as the process ends: {}", lost, away.getMessage());
        }
    }

    private static Actor actor(Access access) {
        return switch (access.caller()) {
            case Caller.User(UserRef user) -> new Actor("user", "", user);
            case Caller.Service service -> new Actor("service", service.name(), null);
            case Caller.Operator operator -> new Actor("ops", operator.name(), null);
            case Caller.Developer _ -> new Actor("development", "", null);
        };
    }
}
