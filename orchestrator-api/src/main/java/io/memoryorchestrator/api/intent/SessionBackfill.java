package io.memoryorchestrator.api.intent;

import io.memoryorchestrator.api.spi.TurnScan;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * backfillSession: do again for stored turns what is done for new ones.
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
