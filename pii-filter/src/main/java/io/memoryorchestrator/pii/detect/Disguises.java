package io.memoryorchestrator.pii.detect;

import java.text.Normalizer;

/**
 * The ways to write a plain character so that it does not look like one: digits of other scripts, full-width and mathematical forms,
 * letters of other alphabets with the same shape, typographic dashes and spaces, and characters that are not seen at all.
 *
 * <p>Shapes follow the intent of Unicode Technical Standard 39 for the letters that occur in identifiers; compatibility forms follow
 * Unicode normalisation form KC.
 */
final class Disguises {

    /** Lead surrogate of the mathematical alphanumeric symbols, U+1D400 to U+1D7FF. */
    static final char MATHEMATICAL_LEAD = '\uD835';

    /** Lead surrogate of the invisible tag characters, U+E0000 to U+E007F. */
    static final char TAG_LEAD = '\uDB40';

    private static final String SHAPED = "аАВеЕНіІјЈкКМоОрРсСТуУхХѕЅһԁԛԝ" + "οΟαΑΒΕΖΗΙΚΜΝνΡΤΥΧ" + "ıℓ";
    private static final String SHAPES = "aABeEHiIjJkKMoOpPcCTyYxXsShdqw" + "oOaABEZHIKMNvPTYX" + "il";

    private Disguises() {}

    /** Whether the character takes no room: zero-width, bidirectional mark, soft hyphen, variation selector, keycap. */
    static boolean invisible(char c) {
        return c == 0xAD
                || c == 0x34F
                || c == 0x61C
                || c == 0x180E
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFEFF
                || c == 0x20E3;
    }

    /** Whether the character stands for a dash, a space or another separator. */
    static boolean separator(char c) {
        char plain = plain(c);
        return plain != 0 && !Character.isLetterOrDigit(plain) && plain != '@';
    }

    /** The ASCII character that this one stands for whatever is around it, or NUL if none. */
    static char plain(char c) {
        if (c < 128) {
            return 0;
        }
        if (c >= 0x2010 && c <= 0x2015 || c == 0x2212 || c == 0xFE58 || c == 0xFE63) {
            return '-';
        }
        if (c == 0xA0 || c >= 0x2000 && c <= 0x200A || c == 0x202F || c == 0x205F || c == 0x3000) {
            return ' ';
        }
        if (c == 0x2024 || c == 0x3002 || c == 0xFF61) {
            return '.';
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return (char) (c - 0xFEE0);
        }
        if (c == 0xFE6B) {
            return '@';
        }
        int digit = Character.digit(c, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        if (c >= 0x2070 && c <= 0x209C || c == 0xB9 || c == 0xB2 || c == 0xB3 || c >= 0x2460 && c <= 0x24E9) {
            return single(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
        }
        return 0;
    }

    /** The ASCII character behind a supplementary code point: mathematical letters and digits; NUL if none. */
    static char plain(int codePoint) {
        if (codePoint < 0x10000) {
            return plain((char) codePoint);
        }
        int digit = Character.digit(codePoint, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        if (codePoint >= 0x1D400 && codePoint <= 0x1D7FF) {
            return single(Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC));
        }
        return 0;
    }

    /** The Latin letter that a Cyrillic or Greek one looks like, or NUL. Only meaningful inside a word that mixes alphabets. */
    static char shape(char c) {
        int at = SHAPED.indexOf(c);
        return at < 0 ? 0 : SHAPES.charAt(at);
    }

    private static char single(String normalised) {
        return normalised.length() == 1 && normalised.charAt(0) < 128 ? normalised.charAt(0) : 0;
    }
}
