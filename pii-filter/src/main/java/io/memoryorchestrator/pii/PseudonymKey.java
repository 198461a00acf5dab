package io.memoryorchestrator.pii;

import java.nio.charset.StandardCharsets;

/**
 * The secret under which one tenant's values become pseudonyms. Two tenants must not share one: whoever knows the key can test guesses.
 * Its string form is masked.
 */
public final class PseudonymKey {

    private static final int SHORTEST = 16;

    private final byte[] secret;

    private PseudonymKey(byte[] secret) {
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException("a pseudonym key needs at least " + SHORTEST
                    + " bytes, because a short one can be guessed; got " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** A key from raw bytes, at least 16 of them. */
    public static PseudonymKey of(byte[] secret) {
        return new PseudonymKey(secret);
    }

    /** A key from a text, taken as UTF-8, at least 16 bytes. */
    public static PseudonymKey of(String secret) {
        return new PseudonymKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the key, for the code that computes the token. */
    public byte[] bytes() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "PseudonymKey[****]";
    }
}
