package io.memoryorchestrator.pii.mask;

import java.text.Normalizer;
import java.util.Locale;

/** Brings the ways to write one value to one form, so that the same card with and without spaces has the same pseudonym. */
final class Canonical {

    private Canonical() {}

    /** Letters and digits only, compatibility forms undone, lower case. */
    static String of(String value) {
        return lettersAndDigits(value).toLowerCase(Locale.ROOT);
    }

    /** Letters and digits only, compatibility forms undone. */
    static String lettersAndDigits(String value) {
        String normal = Normalizer.normalize(value, Normalizer.Form.NFKC);
        StringBuilder kept = new StringBuilder(normal.length());
        normal.codePoints().filter(Character::isLetterOrDigit).forEach(c -> {
            int digit = Character.digit(c, 10);
            kept.appendCodePoint(digit >= 0 ? '0' + digit : c);
        });
        return kept.toString();
    }
}
