package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record may say what it says. Without keys, whoever may write to the topic is believed; with keys, only who
 * has one of them. In both cases a record that an end user caused is about that user.
 */
public final class EnvelopeCheck {
    private static final String USER = "user:";

    private final Map<String, EnvelopeSignature> keys;

    /** @param keys by id; none believes every record */
    public EnvelopeCheck(Map<String, EnvelopeSignature> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** @throws WireException UNSIGNED or IDENTITY_MISMATCH when the record does not prove who wrote it */
    void signed(InboundRecord record) {
        if (keys.isEmpty()) {
            return;
        }
        Map<String, String> headers = record.headers();
        if (!headers.containsKey(EnvelopeSignature.SIGNATURE)) {
            throw new WireException(
                    WireFault.UNSIGNED,
                    "The record has no ce_signature, and this installation takes signed records only:"
                            + " sign it, or send the intent over HTTP");
        }
        EnvelopeSignature key = keys.get(headers.getOrDefault(EnvelopeSignature.KEY_ID, ""));
        if (key == null) {
            throw new WireException(
                    WireFault.IDENTITY_MISMATCH,
                    "ce_signaturekey names no signing key that is known here: see orchestrator.identity.envelope-keys");
        }
        if (!key.verifies(record.topic(), record.key(), headers, record.value())) {
            throw new WireException(
                    WireFault.IDENTITY_MISMATCH,
                    "ce_signature does not fit the record: another secret, or the record was changed after signing");
        }
    }

    /** @throws WireException IDENTITY_MISMATCH when an end user caused it and it is about somebody else */
    void ownedByActor(InboundRecord record, Intent intent) {
        String actor = record.headers().get(EnvelopeSignature.ACTOR);
        if (actor != null && actor.startsWith(USER) && !actor.equals(owner(intent))) {
            throw new WireException(
                    WireFault.IDENTITY_MISMATCH,
                    "ce_actor is an end user and the intent is about another user than that");
        }
    }

    /** The end user an intent is about, as records name one. */
    private static @Nullable String owner(Intent intent) {
        return switch (intent) {
            case TurnCommitted committed -> actor(committed.session().user());
            case SessionSync sync -> actor(sync.session().user());
            case ContextFetch fetch -> actor(fetch.user());
            case SessionBackfill backfill -> {
                UserRef user = backfill.user();
                yield user == null ? null : actor(user);
            }
        };
    }

    private static String actor(UserRef user) {
        return USER + user.tenantId() + ":" + user.userId();
    }
}
