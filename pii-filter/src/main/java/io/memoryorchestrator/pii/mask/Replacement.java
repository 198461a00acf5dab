package io.memoryorchestrator.pii.mask;

import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;

/** Writes what stands in the place of a finding. Every form is a bracketed placeholder, which the filter never searches again. */
public final class Replacement {

    private static final int KEPT = 4;
    private static final int LONG_ENOUGH_TO_KEEP = 8;

    private Replacement() {}

    /**
     * The replacement of one value under a policy.
     *
     * @throws IllegalArgumentException if the policy keeps the type
     */
    public static String of(PiiType type, String value, PiiPolicy policy) {
        return switch (policy.actionFor(type)) {
            case REDACT -> type.placeholder();
            case MASK -> "[" + type + ":****" + lastFour(value) + "]";
            case PSEUDONYMISE -> "[" + type + ":" + Pseudonym.of(type, value, policy) + "]";
            case KEEP -> throw new IllegalArgumentException("a kept value has no replacement: " + type);
        };
    }

    private static String lastFour(String value) {
        String plain = Canonical.lettersAndDigits(value);
        return plain.length() < LONG_ENOUGH_TO_KEEP || !plain.chars().allMatch(c -> c < 128)
                ? ""
                : plain.substring(plain.length() - KEPT);
    }
}
