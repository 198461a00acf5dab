package io.memoryorchestrator.server.flags;

import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A ledger of flags on a list, for tests of what reads it. */
public final class KnownFlags implements FlagLedger {
    private final List<Change> changes = new ArrayList<>();
    public final List<Decision> noted = new ArrayList<>();
    public final AtomicInteger reads = new AtomicInteger();
    public volatile boolean away;

    @Override
    public synchronized long version() {
        answer();
        return changes.size();
    }

    @Override
    public synchronized Rules read() {
        answer();
        reads.incrementAndGet();
        Map<String, Change> newest = new LinkedHashMap<>();
        changes.forEach(change ->
                newest.put(change.setting().flag() + " " + change.setting().tenantId(), change));
        return new Rules(changes.size(), List.copyOf(newest.values()));
    }

    public void set(String flag, String tenant, boolean enabled, int percentage) {
        set(new Setting(flag, tenant, enabled, percentage), "test", "test");
    }

    @Override
    public synchronized Change set(Setting setting, String by, String reason) {
        Change change = new Change(changes.size() + 1, setting, by, reason, Instant.EPOCH);
        changes.add(change);
        return change;
    }

    @Override
    public synchronized List<Change> history(@Nullable String flag, int limit) {
        return changes.reversed();
    }

    @Override
    public synchronized void note(String adapter, List<Decision> decisions) {
        noted.addAll(decisions);
    }

    private void answer() {
        if (away) {
            throw new AdapterException("store", FailureKind.UNAVAILABLE, "connection refused", null);
        }
    }
}
