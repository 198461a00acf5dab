package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnScan;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * backfillSession: do again for stored turns what is done for new ones.
 *
 * <p>The intent opens a job under its own id; sent again it is the same job. What can be made anew is made anew (vectors,
 * cache), what must happen only once is made up for where it never happened (an enrichment provider). A range without
 * turns is a job that is finished at once.
 *
 * @param range which stored turns
 * @param targets what to do again, at least one
 * @param rate turns a second at most, or null for as fast as the targets allow
 * @param dryRun count only
 */
public record SessionBackfill(
        TurnScan.Range range,
        Set<BackfillTarget> targets,
        @Nullable Integer rate,
        boolean dryRun) implements Intent {
    public SessionBackfill {
        targets = Set.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets must name at least one of embeddings, mem0, cache");
        }
        if (rate != null && rate < 1) {
            throw new IllegalArgumentException("rate must be 1 turn a second or more");
        }
    }

    /** Whose turns alone it is about, or null when it spans users. */
    public @Nullable UserRef user() {
        String tenant = range.tenantId();
        String user = range.userId();
        return tenant == null || user == null ? null : new UserRef(tenant, user);
    }

    @Override
    public IntentType type() {
        return IntentType.SESSION_BACKFILL;
    }

    @Override
    public String key() {
        return orEmpty(range.tenantId()) + ":" + orEmpty(range.userId()) + ":" + orEmpty(range.sessionId());
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }
}
