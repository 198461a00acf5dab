package io.memoryorchestrator.server.flags;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.server.adapters.LastFailures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a cache be read only once it was emptied after the last change of its flag: while it was off it was not told of stored
 * turns, so what it keeps may lack some.
 */
public final class ColdStart implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ColdStart.class);

    private final String flag;
    private final HotContext cache;
    private final Flags flags;
    private final LastFailures failures;
    private volatile @Nullable String emptiedFor;

    public ColdStart(String flag, HotContext cache, Flags flags, LastFailures failures) {
        this.flag = flag;
        this.cache = cache;
        this.flags = flags;
        this.failures = failures;
    }

    /** Empties the cache when its flag was changed; while that fails the cache is not read. */
    @Override
    public synchronized void run() {
        FlagDecision decision = flags.anybody(flag);
        if (!decision.enabled() || decision.since().equals(emptiedFor)) {
            return;
        }
        try {
            cache.clear();
            emptiedFor = decision.since();
            LOG.info("The {} begins empty", flag);
        } catch (AdapterException away) {
            failures.note(away);
            throw away;
        }
    }

    /** Whether the cache may be read under a decision. */
    public boolean lets(FlagDecision decision) {
        return decision.enabled() && decision.since().equals(emptiedFor);
    }
}
