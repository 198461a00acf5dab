package io.memoryorchestrator.server.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.server.adapters.LastFailures;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColdStartTests {
    private static final UserRef ADA = new UserRef("acme", "ada");

    private final KnownFlags ledger = new KnownFlags();
    private final LastFailures failures = new LastFailures(Clock.systemUTC());
    private final LedgerSource source = new LedgerSource(() -> ledger, "store", failures, Clock.systemUTC());
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final CountingCache cache = new CountingCache();
    private Flags flags = new Flags(api.getClient(), Map.of());
    private ColdStart cold = new ColdStart("cache", cache, flags, failures);

    @BeforeEach
    void begin() {
        api.setProviderAndWait(source.provider());
        flags = new Flags(api.getClient(), Map.of("cache", true, "mem0", true));
        cold = new ColdStart("cache", cache, flags, failures);
        source.load();
    }

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void theCacheIsReadOnlyOnceItWasEmptied() {
        assertThat(readable()).isFalse();
        cold.run();
        assertThat(readable()).isTrue();
        assertThat(cache.cleared).isEqualTo(1);
    }

    @Test
    void whatWasKeptBeforeTheCacheWasOffIsNeverReadAgain() {
        cold.run();
        set("cache", false);
        assertThat(readable()).isFalse();
        cold.run();
        set("cache", true);
        assertThat(readable()).as("on again, and not emptied yet").isFalse();
        cold.run();
        assertThat(readable()).isTrue();
        assertThat(cache.cleared).isEqualTo(2);
    }

    @Test
    void anotherAdaptersFlagLeavesTheCacheWarm() {
        cold.run();
        set("mem0", false);
        cold.run();
        assertThat(readable()).isTrue();
        assertThat(cache.cleared).isEqualTo(1);
    }

    @Test
    void aCacheThatCannotBeEmptiedIsNotReadAndTriedAgain() {
        cache.away = true;
        assertThatThrownBy(cold::run).isInstanceOf(AdapterException.class);
        assertThat(readable()).isFalse();
        assertThat(failures.of("cache")).isPresent();

        cache.away = false;
        cold.run();
        assertThat(readable()).isTrue();
    }

    private boolean readable() {
        return cold.lets(flags.decide("cache", ADA));
    }

    private void set(String flag, boolean enabled) {
        ledger.set(flag, FlagLedger.EVERY_TENANT, enabled, 100);
        source.refresh();
    }

    private static final class CountingCache implements HotContext {
        private int cleared;
        private boolean away;

        @Override
        public Optional<List<Turn>> known(SessionRef session, int limit) {
            return Optional.empty();
        }

        @Override
        public List<Turn> readThrough(SessionRef session, int limit, RecentTurns from) {
            return from.recent(session, limit);
        }

        @Override
        public void invalidate(SessionRef session) {}

        @Override
        public void clear() {
            if (away) {
                throw new AdapterException("cache", FailureKind.UNAVAILABLE, "Redis is away", null);
            }
            cleared++;
        }
    }
}
