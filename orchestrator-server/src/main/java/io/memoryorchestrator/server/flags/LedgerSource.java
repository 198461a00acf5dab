package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.FeatureProvider;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.adapters.LastFailures;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flags from the canonical store. Asked every second, it looks at one number and reads the rules only when that has grown.
 * This works through any pooler, unlike LISTEN, and notices a store that is away.
 */
public final class LedgerSource implements FlagSource {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSource.class);

    private final Supplier<FlagLedger> ledger;
    private final String store;
    private final LastFailures failures;
    private final Clock clock;
    private final LedgerProvider provider = new LedgerProvider();
    private volatile Freshness freshness = new Freshness(null, null, null);
    private boolean read;

    /** @param store the store's name, to note that it answers */
    public LedgerSource(Supplier<FlagLedger> ledger, String store, LastFailures failures, Clock clock) {
        this.ledger = ledger;
        this.store = store;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public FeatureProvider provider() {
        return provider;
    }

    @Override
    public synchronized void load() {
        FlagLedger flags = ledger.get();
        if (!read || flags.version() != provider.rules().version()) {
            Ruleset rules = new Ruleset(flags.read());
            provider.changed(rules);
            read = true;
            LOG.info("The flags are those of change {}", rules.version());
        }
        provider.stale(false);
        if (freshness.staleSince() != null) {
            LOG.info("The flags can be read again");
        }
        freshness = new Freshness(clock.instant(), null, null);
    }

    @Override
    public synchronized void refresh() {
        try {
            load();
            failures.recovered(store);
        } catch (AdapterException away) {
            failures.note(away);
            provider.stale(true);
            Instant before = freshness.staleSince();
            if (before == null) {
                LOG.warn(
                        "The flags cannot be read; those of change {} stay in force: {}",
                        provider.rules().version(),
                        away.getMessage());
            }
            freshness = new Freshness(
                    freshness.readAt(), Objects.requireNonNullElseGet(before, clock::instant), away.getMessage());
        }
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public Optional<FlagLedger.Rules> rules() {
        return Optional.of(provider.rules().rules());
    }
}
