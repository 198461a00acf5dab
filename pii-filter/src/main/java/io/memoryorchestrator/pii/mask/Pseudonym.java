package io.memoryorchestrator.pii.mask;

import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.pii.PseudonymKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token of sixteen letters for a value: HMAC-SHA-256 over type and canonical value, about 75 bits of it. Letters only, so that no
 * token can be taken for a number and no number can pass for a token.
 */
final class Pseudonym {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;
    private static final int LETTERS = 26;

    private Pseudonym() {}

    static String of(PiiType type, String value, PiiPolicy policy) {
        PseudonymKey key = policy.pseudonymKey();
        if (key == null) {
            throw new IllegalStateException("the policy pseudonymises " + type + " but has no key");
        }
        byte[] digest = hmac(key, type + "\n" + Canonical.of(value));
        StringBuilder token = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            int pair = (digest[2 * i] & 0xFF) << 8 | (digest[2 * i + 1] & 0xFF);
            token.append((char) ('a' + pair % LETTERS));
        }
        return token.toString();
    }

    private static byte[] hmac(PseudonymKey key, String message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must offer " + ALGORITHM + ", this one does not", e);
        }
    }
}
