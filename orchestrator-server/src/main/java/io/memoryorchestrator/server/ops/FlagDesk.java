package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.server.flags.FlagDecision;
import io.memoryorchestrator.server.flags.FlagSource;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.problem.ReadOnlyException;
import io.memoryorchestrator.server.wire.FlagChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows flags as this process sees them, and sets them for all. The canonical store's flag reads as paused or not. */
final class FlagDesk {
    private static final int MOST = 1_000;

    private final CanonicalStore store;
    private final Flags flags;
    private final FlagSource source;
    private final FlagWatch watch;
    private final String instance;

    FlagDesk(CanonicalStore store, Flags flags, FlagSource source, FlagWatch watch, String instance) {
        this.store = store;
        this.flags = flags;
        this.source = source;
        this.watch = watch;
        this.instance = instance;
    }

    Map<String, @Nullable Object> list() {
        FlagSource.Freshness freshness = source.freshness();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("provider", source.provider().getMetadata().getName());
        json.put("instance", instance);
        json.put("snapshot", flags.anybody(canonical()).snapshot());
        json.put("readAt", text(freshness.readAt()));
        json.put("stale", freshness.staleSince() != null);
        json.put("staleSince", text(freshness.staleSince()));
        json.put("error", freshness.error());
        json.put(
                "flags",
                new TreeSet<>(flags.configured().keySet())
                        .stream().map(this::flag).toList());
        return json;
    }

    /** @return the change; this process obeys it already, the others do within two seconds */
    Map<String, @Nullable Object> set(String flag, JsonNode body, String by) {
        known(flag);
        if (source.rules().isEmpty()) {
            throw new ReadOnlyException(
                    "The flags come from " + source.provider().getMetadata().getName()
                            + " and are changed there; this server only reads them");
        }
        FlagChange wanted = FlagChange.read(body, flag.equals(canonical()));
        boolean enabled = wanted.paused() == null ? Boolean.TRUE.equals(wanted.enabled()) : !wanted.paused();
        FlagLedger.Change change = store.flags()
                .set(
                        new FlagLedger.Setting(flag, wanted.tenantId(), enabled, wanted.percentage()),
                        by,
                        wanted.reason());
        watch.look();
        return json(change);
    }

    List<Map<String, @Nullable Object>> history(@Nullable String flag, int limit) {
        if (flag != null) {
            known(flag);
        }
        return store.flags().history(flag, Math.clamp(limit, 1, MOST)).stream()
                .map(this::json)
                .toList();
    }

    private void known(String flag) {
        if (!flags.configured().containsKey(flag)) {
            throw new NotFoundException("There is no adapter '" + flag + "' configured here, only "
                    + String.join(", ", new TreeSet<>(flags.configured().keySet())));
        }
    }

    private Map<String, @Nullable Object> flag(String name) {
        FlagDecision decision = flags.anybody(name);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("adapter", name);
        if (name.equals(canonical())) {
            json.put("paused", !decision.enabled());
        } else {
            json.put("enabled", decision.enabled());
            json.put("configured", flags.configured().get(name));
        }
        json.put("reason", decision.reason());
        json.put(
                "rules",
                source.rules().stream()
                        .flatMap(rules -> rules.rules().stream())
                        .filter(rule -> rule.setting().flag().equals(name))
                        .map(this::json)
                        .toList());
        return json;
    }

    private Map<String, @Nullable Object> json(FlagLedger.Change change) {
        FlagLedger.Setting setting = change.setting();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", change.version());
        json.put("adapter", setting.flag());
        if (setting.flag().equals(canonical())) {
            json.put("paused", !setting.enabled());
        } else {
            json.put("enabled", setting.enabled());
            json.put("tenant", setting.tenantId().equals(FlagLedger.EVERY_TENANT) ? null : setting.tenantId());
            json.put("percentage", setting.percentage());
        }
        json.put("by", change.by());
        json.put("reason", change.reason());
        json.put("at", change.at().toString());
        return json;
    }

    private String canonical() {
        return store.descriptor().name();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
