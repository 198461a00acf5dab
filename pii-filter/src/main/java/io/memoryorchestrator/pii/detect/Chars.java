package io.memoryorchestrator.pii.detect;

/** What each UTF-16 unit means to the prefilter and the detectors: one table look-up, no branches on ranges. */
final class Chars {

    static final int DIGIT = 1;
    static final int ASCII_LETTER = 2;
    /** A letter or combining mark outside ASCII. */
    static final int LETTER = 4;
    /** Punctuation that may start something. */
    static final int TRIGGER = 8;
    /** Invisible, or another way to write an ASCII letter or digit: the text must be normalised before it is read. */
    static final int DISGUISE = 16;
    /** Another way to write a dash, a space or a full stop: normalised only if there is something to find. */
    static final int VARIANT = 32;
    /** Cyrillic or Greek, whose letters can pass for Latin ones. */
    static final int LOOKALIKE_SCRIPT = 64;

    static final int ASCII_WORD = DIGIT | ASCII_LETTER;
    static final int WORD = ASCII_WORD | LETTER;

    /** Stands for one placeholder in a view. A noncharacter, so that no detector takes it for text. */
    static final char BARRIER = '\uFFFF';

    private static final byte[] CLASS = new byte[Character.MAX_VALUE + 1];

    static {
        for (int c = 0; c < CLASS.length; c++) {
            CLASS[c] = (byte) classify((char) c);
        }
    }

    private Chars() {}

    static int of(char c) {
        return CLASS[c];
    }

    static boolean digit(char c) {
        return (CLASS[c] & DIGIT) != 0;
    }

    static boolean asciiLetter(char c) {
        return (CLASS[c] & ASCII_LETTER) != 0;
    }

    static boolean asciiWord(char c) {
        return (CLASS[c] & ASCII_WORD) != 0;
    }

    static boolean letter(char c) {
        return (CLASS[c] & (ASCII_LETTER | LETTER)) != 0;
    }

    static boolean word(char c) {
        return (CLASS[c] & WORD) != 0;
    }

    static boolean upper(char c) {
        return c < 128 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
    }

    static boolean hex(char c) {
        return digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** The value of a hexadecimal digit. */
    static int hexValue(char c) {
        return digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
    }

    static char lower(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(c);
    }

    private static int classify(char c) {
        if (c < 128) {
            if (c >= '0' && c <= '9') {
                return DIGIT;
            }
            if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
                return ASCII_LETTER;
            }
            return "@:-%[&\\".indexOf(c) >= 0 ? TRIGGER : 0;
        }
        if (Disguises.invisible(c) || Disguises.plain(c) != 0) {
            return Disguises.separator(c) ? VARIANT : DISGUISE;
        }
        if (c == Disguises.MATHEMATICAL_LEAD || c == Disguises.TAG_LEAD) {
            return DISGUISE;
        }
        if (c >= 0x370 && c <= 0x52F && Character.isLetter(c)) {
            return LETTER | LOOKALIKE_SCRIPT;
        }
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return Character.isLetter(c) || mark ? LETTER : 0;
    }
}
