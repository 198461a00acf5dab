package io.memoryorchestrator.api.intent;

import java.time.Instant;

/**
 * An intent on its way, with what CloudEvents says about it.
 *
 * @param id unique per intent; sending the same id again has no second effect, and with another body it is refused
 * @param source who emitted it, a URI reference
 * @param time when it was emitted
 */
public record IntentEnvelope(String id, String source, Instant time, Intent intent) {
    public IntentEnvelope {
        if (id.isBlank() || id.length() > 200) {
            throw new IllegalArgumentException("an intent id has 1 to 200 characters");
        }
    }
}
