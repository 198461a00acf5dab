package io.memoryorchestrator.api.model;

/** The one rule for ids that people choose: 1 to 200 characters, no control characters, no colon (it joins key parts). */
public final class Identifiers {
    public static final int MAX_LENGTH = 200;

    private Identifiers() {}

    /** @throws IllegalArgumentException naming the id and what is wrong with it */
    public static String require(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(name + " must have at most " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ':' || Character.isISOControl(c)) {
                throw new IllegalArgumentException(name + " must not contain a colon or a control character");
            }
        }
        return value;
    }
}
