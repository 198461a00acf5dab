package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.FlagDecision;
import io.memoryorchestrator.server.flags.FlagSource;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.queue.DeliveryState;
import io.memoryorchestrator.server.queue.GroupLag;
import io.memoryorchestrator.server.queue.Providers;
import io.memoryorchestrator.server.queue.QueueSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is known of an adapter in this process, as JSON values. */
final class AdapterReport {
    private final Flags flags;
    private final FlagSource source;
    private final LastFailures failures;
    private final GroupLag lag;
    private final QueueSettings queue;
    private final Providers providers;

    AdapterReport(
            Flags flags,
            FlagSource source,
            LastFailures failures,
            GroupLag lag,
            QueueSettings queue,
            Providers providers) {
        this.flags = flags;
        this.source = source;
        this.failures = failures;
        this.lag = lag;
        this.queue = queue;
        this.providers = providers;
    }

    Map<String, @Nullable Object> of(MemoryAdapter adapter) {
        AdapterHealth health = adapter.check();
        String name = adapter.descriptor().name();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("state", health.state().name());
        json.put("detail", health.detail());
        json.put("checkMs", health.took().toMillis());
        json.put("permanent", adapter.descriptor().permanent());
        json.put("abilities", abilities(adapter));
        json.put("settings", adapter.toString());
        if (adapter instanceof CircuitGuarded guarded) {
            putCircuit(json, guarded.circuit());
        }
        json.put("flag", flag(name, adapter instanceof CanonicalStore));
        json.put("lag", lag(adapter));
        json.put(
                "deliveries",
                providers.state(name).map(AdapterReport::deliveries).orElse(null));
        json.put("lastFailure", failures.of(name).map(AdapterReport::failure).orElse(null));
        json.put("instance", queue.instance());
        return json;
    }

    static List<String> abilities(MemoryAdapter adapter) {
        return adapter.descriptor().abilities().stream()
                .map(Ability::name)
                .sorted()
                .toList();
    }

    private static void putCircuit(Map<String, @Nullable Object> json, CircuitGuarded.Circuit circuit) {
        json.put("circuit", circuit.state().name());
        json.put("circuitSince", circuit.since().toString());
        json.put("circuitReason", circuit.reason());
        json.put("needsAttention", circuit.needsAttention());
        json.put("retryAfterMs", circuit.retryAfter().toMillis());
    }

    private Map<String, @Nullable Object> flag(String name, boolean canonical) {
        FlagDecision decision = flags.anybody(name);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(canonical ? "paused" : "enabled", canonical != decision.enabled());
        json.put("reason", decision.reason());
        json.put("snapshot", decision.snapshot());
        json.put("changedIn", decision.since());
        json.put("staleSince", text(source.freshness().staleSince()));
        return json;
    }

    private @Nullable Map<String, Object> lag(MemoryAdapter adapter) {
        String name = adapter.descriptor().name();
        String group;
        List<String> topics;
        if (adapter instanceof CanonicalStore) {
            group = "memory-intake";
            topics = List.of(IntentType.TURN_COMMITTED.topic(), IntentType.SESSION_SYNC.topic());
        } else {
            group = "memory-" + name + (adapter.descriptor().permanent() ? "" : "-" + queue.instance());
            topics = List.of(TurnStored.TOPIC);
        }
        return lag.of(group, topics)
                .<@Nullable Map<String, Object>>map(
                        found -> Map.of("group", group, "records", found.records(), "seconds", found.seconds()))
                .orElse(null);
    }

    private static Map<String, @Nullable Object> deliveries(DeliveryState state) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (state.pausedSince() != null) {
            json.put("pausedSince", text(state.pausedSince()));
            json.put("pausedBecause", state.reason());
        }
        json.put("inHand", state.inHand());
        json.put("underWay", state.underWay());
        return json;
    }

    private static Map<String, @Nullable Object> failure(LastFailures.Failure failure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", failure.kind().name());
        json.put("message", failure.message());
        json.put("since", failure.since().toString());
        json.put("last", failure.last().toString());
        json.put("recoveredAt", text(failure.recoveredAt()));
        return json;
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
