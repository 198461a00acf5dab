package io.memoryorchestrator.pii.detect;

import java.util.Arrays;

/** Writes a {@link View}: undoes disguises, escapes and look-alike letters, and turns placeholders into barriers. One linear pass. */
final class ViewBuilder {

    private static final int LONGEST_ENTITY = 8;

    private final String source;
    private char[] out;
    private int[] from;
    private int[] to;
    private int length;
    private int wordStart;

    private ViewBuilder(String source) {
        this.source = source;
        this.out = new char[source.length()];
        this.from = new int[source.length()];
        this.to = new int[source.length()];
    }

    static View of(String source) {
        return new ViewBuilder(source).build();
    }

    private View build() {
        int at = 0;
        while (at < source.length()) {
            at = step(at);
        }
        resolveLookalikes();
        String text = new String(out, 0, length);
        return View.mapped(text, Arrays.copyOf(from, length), Arrays.copyOf(to, length));
    }

    private int step(int at) {
        char c = source.charAt(at);
        if (c == '[') {
            int end = Placeholders.end(source, at);
            if (end > 0) {
                resolveLookalikes();
                return put(Chars.BARRIER, at, end);
            }
        }
        if (c == '%' || c == '&' || c == '\\') {
            int end = Escapes.end(source, at);
            if (end > 0) {
                return put(Escapes.decoded(source, at, end), at, end);
            }
        }
        if (c < 128) {
            return put(c, at, at + 1);
        }
        if (Disguises.invisible(c)) {
            return swallow(at);
        }
        if (Character.isHighSurrogate(c) && at + 1 < source.length()) {
            return supplementary(at);
        }
        char plain = Disguises.plain(c);
        return put(plain == 0 ? c : plain, at, at + 1);
    }

    /** What is not seen belongs to the letter or digit before it, so that it goes when that goes. */
    private int swallow(int at) {
        if (length > 0 && to[length - 1] == at && Chars.asciiWord(out[length - 1])) {
            to[length - 1] = at + 1;
        }
        return at + 1;
    }

    private int supplementary(int at) {
        int codePoint = source.codePointAt(at);
        if (codePoint >= 0xE0000 && codePoint <= 0xE007F) {
            return at + 2;
        }
        char plain = Disguises.plain(codePoint);
        if (plain != 0) {
            return put(plain, at, at + 2);
        }
        return put(source.charAt(at), at, at + 1);
    }

    private int put(char c, int start, int end) {
        if (!inToken(c)) {
            resolveLookalikes();
        }
        out[length] = c;
        from[length] = start;
        to[length] = end;
        length++;
        if (!inToken(c)) {
            wordStart = length;
        }
        return end;
    }

    private static boolean inToken(char c) {
        return Chars.word(c) || c == '@' || c == '.' || c == '-' || c == '_';
    }

    /** In a token that mixes alphabets, or is nothing but look-alikes and digits, letters are read by their shape. */
    private void resolveLookalikes() {
        int ascii = 0;
        int digits = 0;
        int shaped = 0;
        int foreign = 0;
        for (int i = wordStart; i < length; i++) {
            int kind = Chars.of(out[i]);
            if ((kind & Chars.ASCII_LETTER) != 0) {
                ascii++;
            } else if ((kind & Chars.DIGIT) != 0) {
                digits++;
            } else if ((kind & Chars.LETTER) != 0) {
                if (Disguises.shape(out[i]) != 0) {
                    shaped++;
                } else {
                    foreign++;
                }
            }
        }
        if (shaped > 0 && (ascii > 0 || (foreign == 0 && digits > 0))) {
            for (int i = wordStart; i < length; i++) {
                char shape = Disguises.shape(out[i]);
                if (shape != 0) {
                    out[i] = shape;
                }
            }
        }
        wordStart = length;
    }

    /** Escapes that hide a printable ASCII character: percent-encoding, numeric HTML entities, backslash-u. */
    static final class Escapes {

        private Escapes() {}

        /** The offset after the escape at {@code at}, or -1 if there is none. */
        static int end(String text, int at) {
            return switch (text.charAt(at)) {
                case '%' -> printable(hex(text, at + 1, at + 3)) ? at + 3 : -1;
                case '\\' -> text.startsWith("u", at + 1) && printable(hex(text, at + 2, at + 6)) ? at + 6 : -1;
                default -> text.startsWith("#", at + 1) ? entityEnd(text, at) : -1;
            };
        }

        static char decoded(String text, int at, int end) {
            return (char)
                    switch (text.charAt(at)) {
                        case '%' -> hex(text, at + 1, end);
                        case '\\' -> hex(text, at + 2, end);
                        default -> entity(text, at, end);
                    };
        }

        private static int entityEnd(String text, int at) {
            int semicolon = text.indexOf(';', at, Math.min(text.length(), at + LONGEST_ENTITY));
            return semicolon > 0 && printable(entity(text, at, semicolon + 1)) ? semicolon + 1 : -1;
        }

        private static int entity(String text, int at, int end) {
            boolean hexadecimal = end - at > 4 && (text.charAt(at + 2) | 0x20) == 'x';
            if (hexadecimal) {
                return hex(text, at + 3, end - 1);
            }
            int value = 0;
            for (int i = at + 2; i < end - 1; i++) {
                if (!Chars.digit(text.charAt(i))) {
                    return -1;
                }
                value = value * 10 + text.charAt(i) - '0';
            }
            return value;
        }

        private static int hex(String text, int start, int end) {
            if (end > text.length() || start >= end) {
                return -1;
            }
            int value = 0;
            for (int i = start; i < end; i++) {
                if (!Chars.hex(text.charAt(i))) {
                    return -1;
                }
                value = value * 16 + Chars.hexValue(text.charAt(i));
            }
            return value;
        }

        private static boolean printable(int c) {
            return c >= 0x20 && c < 0x7F;
        }
    }
}
