package io.memoryorchestrator.server.redaction;

import io.memoryorchestrator.api.intent.IntentEnvelope;

/**
 * An intent from which personal data has been taken out. Only {@link Redactor} can make one, and only such can be queued
 * or committed: that text passes the redactor first is a matter of types and not of discipline.
 */
public final class RedactedIntent {
    private final IntentEnvelope envelope;

    RedactedIntent(IntentEnvelope envelope) {
        this.envelope = envelope;
    }

    public IntentEnvelope envelope() {
        return envelope;
    }
}
