package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.TurnKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which adapters are switched on, for whom, and who said so; one truth for every process. A flag bears its adapter's name.
 * Changes are only ever added: the newest for a flag and tenant is the rule, all of them are the history.
 */
public interface FlagLedger {

    /** Stands for every tenant that has no rule of its own. */
    String EVERY_TENANT = "*";

    /** Reason of a delivery that did not begin because the flag was off; a backfill sends it once the flag is on. */
    String FLAG_OFF = "flag_off";

    /** The number of the newest change, 0 before the first; cheap enough to be asked every second. */
    long version();

    /** All rules as they stand at one moment. */
    Rules read();

    /**
     * Adds a change. Numbers follow the order in which changes become visible, so who has seen one has seen all before it.
     *
     * @param by who makes it
     * @param reason why, for whoever reads the history
     */
    Change set(Setting setting, String by, String reason);

    /**
     * Newest first.
     *
     * @param flag of this flag only, or null for all
     * @param limit 1 to 1,000
     */
    List<Change> history(@Nullable String flag, int limit);

    /**
     * Notes how the flag came out for turns, before anything is sent. One that is off is kept out of the adapter as a
     * delivery SKIPPED with {@link #FLAG_OFF}; one that is on and was kept out before may be delivered now. Where a delivery
     * was tried already, the decision it was tried under stands.
     */
    void note(String adapter, List<Decision> decisions);

    /**
     * What a flag is set to.
     *
     * @param tenantId a tenant or {@link #EVERY_TENANT}
     * @param percentage of the users for whom an enabled flag is on, 0 to 100
     */
    record Setting(String flag, String tenantId, boolean enabled, int percentage) {
        public Setting {
            if (flag.isBlank() || flag.length() > 200 || tenantId.isBlank() || tenantId.length() > 200) {
                throw new IllegalArgumentException("flag and tenant must have 1 to 200 characters");
            }
            if (percentage < 0 || percentage > 100) {
                throw new IllegalArgumentException("percentage must lie between 0 and 100, but is " + percentage);
            }
        }
    }

    /** A change as it was made; the version counts all changes of all flags. */
    record Change(long version, Setting setting, String by, String reason, Instant at) {}

    /**
     * @param version of the newest change among all that were made
     * @param rules the newest change for each flag and tenant
     */
    record Rules(long version, List<Change> rules) {
        public Rules {
            rules = List.copyOf(rules);
        }
    }

    /**
     * How a flag came out for a turn.
     *
     * @param snapshot names the state of all flags that was looked at
     * @param variant {@code on} or {@code off}, or the provider's own word
     * @param reason why it came out so, in OpenFeature's words
     */
    record Decision(TurnKey turn, boolean enabled, String snapshot, String variant, String reason) {}
}
