package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.cli.console.CommandFailure;
import org.jspecify.annotations.Nullable;

/** What records that go straight to Kafka are signed with. In the environment only: arguments are seen by everybody. */
final class SigningKey {
    private static final String VARIABLE = "MEMCTL_SIGNING_KEY";

    private SigningKey() {}

    /** @throws CommandFailure when it is set and is no key */
    static @Nullable EnvelopeSignature ofEnvironment() {
        String value = System.getenv(VARIABLE);
        return value == null || value.isBlank() ? null : parse(value.strip());
    }

    static EnvelopeSignature parse(String value) {
        int colon = value.indexOf(':');
        if (colon < 1) {
            throw new CommandFailure(
                    VARIABLE + " must be <key id>:<secret>, as orchestrator.identity.envelope-keys has" + " them.");
        }
        try {
            return new EnvelopeSignature(value.substring(0, colon), Secret.of(value.substring(colon + 1)));
        } catch (IllegalArgumentException tooShort) {
            throw new CommandFailure(VARIABLE + ": " + tooShort.getMessage() + ".", tooShort);
        }
    }
}
