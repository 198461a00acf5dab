package io.memoryorchestrator.server.backfill;

import io.memoryorchestrator.api.canonical.BackfillJob;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.IntentLedger.Settlement;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.SessionBackfill;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens backfill jobs for intents. The job's id follows from the intent's, so that a repeated intent is the same job. */
public final class BackfillDesk {
    private final CanonicalStore store;
    private final Runnable jobOpened;
    private final Clock clock;

    /** @param jobOpened called after a job was opened, to wake the workers */
    public BackfillDesk(CanonicalStore store, Runnable jobOpened, Clock clock) {
        this.store = store;
        this.jobOpened = jobOpened;
        this.clock = clock;
    }

    public void open(IntentEnvelope envelope) {
        SessionBackfill request = (SessionBackfill) envelope.intent();
        Instant now = clock.instant();
        store.backfills()
                .create(new BackfillJob(
                        jobId(envelope.id()),
                        request,
                        request.dryRun() ? BackfillJob.State.FINISHED : BackfillJob.State.RUNNING,
                        store.count(request.range()),
                        0,
                        0,
                        null,
                        request.dryRun() ? "dry run: counted only" : null,
                        now,
                        now));
        settle(envelope.id(), IntentStatus.STORED, null);
        jobOpened.run();
    }

    public void refuse(String intentId, String reason) {
        settle(intentId, IntentStatus.FAILED, reason);
    }

    private void settle(String intentId, IntentStatus status, @Nullable String reason) {
        store.intents().settle(List.of(new Settlement(intentId, IntentType.SESSION_BACKFILL, null, status, reason)));
    }

    /** The intent's own id where it is a UUID, as the gateway's always are. */
    public static UUID jobId(String intentId) {
        try {
            return UUID.fromString(intentId);
        } catch (IllegalArgumentException notAUuid) {
            return UUID.nameUUIDFromBytes(intentId.getBytes(StandardCharsets.UTF_8));
        }
    }
}
