package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.Reason;
import io.memoryorchestrator.api.canonical.FlagLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one moment, ready to be asked; never changed once made. */
final class Ruleset {
    static final Ruleset EMPTY = new Ruleset(new FlagLedger.Rules(0, List.of()));

    private final FlagLedger.Rules rules;
    private final Map<String, Map<String, FlagLedger.Change>> byFlag = new HashMap<>();

    Ruleset(FlagLedger.Rules rules) {
        this.rules = rules;
        rules.rules()
                .forEach(rule -> byFlag.computeIfAbsent(rule.setting().flag(), flag -> new HashMap<>())
                        .put(rule.setting().tenantId(), rule));
    }

    FlagLedger.Rules rules() {
        return rules;
    }

    long version() {
        return rules.version();
    }

    /** The version of the last change of a flag, for whichever tenant; 0 when it was never changed. */
    long since(String flag) {
        return byFlag.getOrDefault(flag, Map.of()).values().stream()
                .mapToLong(FlagLedger.Change::version)
                .max()
                .orElse(0);
    }

    /**
     * @param tenant whose rule is asked for; null asks whether the flag is on for anybody
     * @param configured what counts where nothing is set
     */
    Outcome ask(String flag, @Nullable String tenant, @Nullable String targetingKey, boolean configured) {
        Map<String, FlagLedger.Change> tenants = byFlag.getOrDefault(flag, Map.of());
        FlagLedger.Change common = tenants.get(FlagLedger.EVERY_TENANT);
        if (tenant == null) {
            boolean elsewhere = tenants.values().stream().anyMatch(Ruleset::letsSomebodyIn);
            return common == null
                    ? new Outcome(configured || elsewhere, Reason.DEFAULT)
                    : new Outcome(elsewhere, Reason.STATIC);
        }
        FlagLedger.Change own = tenants.get(tenant);
        FlagLedger.Change rule = own == null ? common : own;
        if (rule == null) {
            return new Outcome(configured, Reason.DEFAULT);
        }
        FlagLedger.Setting setting = rule.setting();
        if (setting.enabled() && setting.percentage() < 100) {
            boolean in = targetingKey != null && Bucket.within(flag, targetingKey, setting.percentage());
            return new Outcome(in, Reason.SPLIT);
        }
        return new Outcome(setting.enabled(), own == null ? Reason.STATIC : Reason.TARGETING_MATCH);
    }

    private static boolean letsSomebodyIn(FlagLedger.Change rule) {
        return rule.setting().enabled() && rule.setting().percentage() > 0;
    }

    record Outcome(boolean on, Reason reason) {}
}
