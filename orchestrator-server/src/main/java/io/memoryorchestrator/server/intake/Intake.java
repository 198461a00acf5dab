package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.wire.WireException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch of records through decode, check, redact and commit. Every record ends as stored or as a dead letter; a
 * failure of the store that may pass leaves as an exception, and then the whole batch is to be handed in again.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final RecordDecoder decoder;
    private final Redactor redactor;
    private final CanonicalStore store;
    private final DeadLetters deadLetters;
    private final Supplier<String> flags;
    private final Clock clock;

    /** @param flags names the state of the feature flags at present, for the record */
    public Intake(
            RecordDecoder decoder,
            Redactor redactor,
            CanonicalStore store,
            DeadLetters deadLetters,
            Supplier<String> flags,
            Clock clock) {
        this.decoder = decoder;
        this.redactor = redactor;
        this.store = store;
        this.deadLetters = deadLetters;
        this.flags = flags;
        this.clock = clock;
    }

    /** @param records in the order of their partitions */
    public IntakeResult handle(List<InboundRecord> records) {
        PendingBatch pending = new PendingBatch(store, deadLetters, flags.get(), clock);
        for (InboundRecord record : records) {
            IntentType type = typeOf(record);
            try {
                IntentEnvelope envelope =
                        redactor.redact(decoder.decode(record, type)).envelope();
                add(pending, record, envelope);
            } catch (WireException refused) {
                pending.refuse(record, type, refused);
            } catch (AdapterException failure) {
                throw failure;
            } catch (RuntimeException unforeseen) {
                // One record that trips over a fault of ours must not hold up everybody behind it.
                LOG.error("The record {} could not be handled", record.place(), unforeseen);
                pending.refuse(record, type, unforeseen);
            }
        }
        return pending.finish();
    }

    private void add(PendingBatch pending, InboundRecord record, IntentEnvelope envelope) {
        switch (envelope.intent()) {
            case TurnCommitted committed
            when isEcho(committed.turn()) ->
                pending.skip(
                        envelope.id(), committed.type(), committed.session().user(), "echo");
            case TurnCommitted committed -> {
                Instant occurredAt = committed.turn().occurredAt();
                if (occurredAt == null) {
                    occurredAt = envelope.time();
                }
                Turn turn = TurnAssembly.assemble(
                        committed.session(),
                        committed.labels(),
                        committed.turn(),
                        TurnAssembly.position(committed.turn(), occurredAt),
                        occurredAt);
                pending.add(
                        record,
                        new IntentCommit(
                                envelope.id(),
                                IntentType.TURN_COMMITTED,
                                committed.session().user(),
                                List.of(turn),
                                List.of(),
                                RecordDecoder.actor(record),
                                pending.flags()));
            }
            case SessionSync sync -> {
                // The outline must show what this very batch stores for the session.
                pending.flushIfTouching(sync.session());
                TranscriptDifference difference =
                        TranscriptDifference.between(sync, store.outline(sync.session()), envelope.time());
                pending.add(
                        record,
                        new IntentCommit(
                                envelope.id(),
                                IntentType.SESSION_SYNC,
                                sync.session().user(),
                                difference.missing(),
                                difference.present(),
                                RecordDecoder.actor(record),
                                pending.flags()));
            }
            default ->
                throw new IllegalArgumentException("intake handles turns and transcripts, and not "
                        + envelope.intent().type());
        }
    }

    private static boolean isEcho(SpokenTurn turn) {
        return turn.content().equals(Redactor.ECHO);
    }

    private static IntentType typeOf(InboundRecord record) {
        return IntentType.SESSION_SYNC.topic().equals(record.topic())
                ? IntentType.SESSION_SYNC
                : IntentType.TURN_COMMITTED;
    }
}
