package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Passwords, PINs and keys that have no shape of their own, taken from what a sentence or a setting says they are: {@code password:
 * hunter2}, {@code my password is "open sesame"}, {@code api_key=…}. After a mere "is" the value must not look like an ordinary word.
 */
final class PasswordDetector implements Detector {

    private static final String NAME = "password-context";
    private static final int LONGEST = 256;
    private static final int LONGEST_BRIDGE = 3;
    private static final int SHORTEST_KEY = 12;
    private static final int SHORTEST_BARE_KEY = 16;
    private static final int SHORTEST_CODE = 3;
    private static final int LONGEST_CODE = 8;

    private static final WordTable BRIDGES =
            Words.of("is was are be set to now the as for it equals ist lautet war auf es fue era est "
                    + "était é foi son è to jest było это был является является теперь is: := und и и=");

    /** What HTTP writes between "Authorization:" and the credentials. */
    private static final WordTable SCHEMES = Words.of("bearer basic digest token apikey");

    /** Codes that are given without a word between: "cvv 123". */
    private static final WordTable CODES = Words.of("pin cvv cvc cvc2 cvv2 otp passcode");

    @Override
    public long types() {
        return Detector.bit(PiiType.PASSWORD) | Detector.bit(PiiType.SECRET);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.KEYWORD);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int flags = Context.word(scan.text(), at, detail);
        if ((flags & (Context.PASSWORD | Context.SECRET | Context.PIN)) == 0) {
            return;
        }
        int value = detail;
        if ((scan.at(value) == '"' || scan.at(value) == '\'') && assignsAfterQuote(scan, value + 1)) {
            value++;
        }
        boolean assigned = false;
        int bridges = 0;
        while (true) {
            int next = skip(scan, value);
            assigned |= assigns(scan, value, next);
            value = next;
            int word = value;
            while (word - value < 12 && Chars.letter(scan.at(word))) {
                word++;
            }
            boolean bridge = word > value && BRIDGES.get(scan.text(), value, word) != 0 && separates(scan.at(word));
            if (!bridge || assigned || ++bridges > LONGEST_BRIDGE) {
                break;
            }
            value = word;
        }
        if (assigned || bridges > 0 || flags == Context.PASSWORD && scriptWithoutSpaces(scan.at(detail - 1))) {
            value(scan, flags, assigned ? afterScheme(scan, value) : value, assigned);
        } else if (scan.at(detail) == ' ') {
            bare(scan, flags, at, detail);
        }
    }

    private static int afterScheme(Scan scan, int value) {
        int word = value;
        while (word - value < 8 && Chars.letter(scan.at(word))) {
            word++;
        }
        return scan.at(word) == ' ' && SCHEMES.get(scan.text(), value, word) != 0 ? word + 1 : value;
    }

    /** "Bearer 9f8e…", "cvv 123": only a blank between, so the value must speak for itself. */
    private static void bare(Scan scan, int flags, int at, int detail) {
        int from = detail + 1;
        int end = token(scan, from);
        int length = end - from;
        if ((flags & Context.SECRET) != 0 && length >= SHORTEST_BARE_KEY && random(scan, from, end)) {
            scan.report(PiiType.SECRET, from, end, 0.8, "secret-context");
        } else if (CODES.get(scan.text(), at, detail) != 0
                && length >= SHORTEST_CODE
                && length <= LONGEST_CODE
                && digitsOnly(scan, from, end)) {
            scan.report(PiiType.PASSWORD, from, end, 0.75, "pin-context");
        }
    }

    /** Digits between letters as no word and no number has them: with capitals and small letters, or as hexadecimal digits. */
    private static boolean random(Scan scan, int from, int end) {
        int digits = 0;
        boolean upper = false;
        boolean lower = false;
        boolean hex = true;
        for (int i = from; i < end; i++) {
            char c = scan.at(i);
            if (!Chars.asciiWord(c) && "+/=._~-".indexOf(c) < 0) {
                return false;
            }
            digits += Chars.digit(c) ? 1 : 0;
            upper |= Chars.upper(c);
            lower |= Chars.asciiLetter(c) && !Chars.upper(c);
            hex &= Chars.hex(c);
        }
        return digits > 0 && upper && lower || hex && digits >= SHORTEST_CODE && digits < end - from;
    }

    private static void value(Scan scan, int flags, int start, boolean assigned) {
        char open = scan.at(start);
        boolean quoted = open == '"' || open == '\'' || open == '`' || open == '\u201C' || open == '\u00AB';
        int from = quoted ? start + 1 : start;
        int end = quoted ? closing(scan, from, open) : token(scan, from);
        if (end <= from) {
            return;
        }
        int length = end - from;
        boolean telling = telling(scan, from, end);
        if ((flags & Context.PIN) != 0
                && digitsOnly(scan, from, end)
                && length >= SHORTEST_CODE
                && length <= LONGEST_CODE) {
            scan.report(PiiType.PASSWORD, from, end, 0.85, "pin-context");
        } else if ((flags & Context.PASSWORD) != 0 && (telling && length >= 4 || (assigned || quoted) && length >= 3)) {
            scan.report(PiiType.PASSWORD, from, end, telling ? 0.9 : 0.75, NAME);
        } else if ((flags & Context.SECRET) != 0
                && telling
                && length >= SHORTEST_KEY
                && !joinedByDashes(scan, from, end)) {
            scan.report(PiiType.SECRET, from, end, 0.85, "secret-context");
        }
    }

    private static boolean assignsAfterQuote(Scan scan, int at) {
        int i = at;
        while (i - at < 3 && scan.at(i) == ' ') {
            i++;
        }
        return scan.at(i) == ':' || scan.at(i) == '=';
    }

    private static int skip(Scan scan, int from) {
        int at = from;
        while (at - from < 6 && separates(scan.at(at))) {
            at++;
        }
        return at;
    }

    private static boolean separates(char c) {
        return c == ' ' || c == ':' || c == '=' || c == '>' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean assigns(Scan scan, int from, int to) {
        for (int i = from; i < to; i++) {
            if (scan.at(i) == ':' || scan.at(i) == '=') {
                return true;
            }
        }
        return false;
    }

    private static int token(Scan scan, int from) {
        int at = from;
        while (at - from < LONGEST
                && scan.at(at) > ' '
                && scan.at(at) != Chars.BARRIER
                && "\"'`;,<>".indexOf(scan.at(at)) < 0
                && !nextParameter(scan, at)) {
            at++;
        }
        while (at > from && ".?)]}:".indexOf(scan.at(at - 1)) >= 0) {
            at--;
        }
        return at;
    }

    /** Whether the next setting of a query begins here: an ampersand, a name and an equals sign. */
    private static boolean nextParameter(Scan scan, int at) {
        if (scan.at(at) != '&') {
            return false;
        }
        int name = at + 1;
        while (name - at < 24 && (Chars.asciiWord(scan.at(name)) || scan.at(name) == '_' || scan.at(name) == '-')) {
            name++;
        }
        return name > at + 1 && scan.at(name) == '=';
    }

    private static int closing(Scan scan, int from, char open) {
        char close = open == '\u201C' ? '\u201D' : open == '\u00AB' ? '\u00BB' : open;
        for (int at = from; at - from < LONGEST && scan.at(at) != Chars.BARRIER && scan.at(at) != '\n'; at++) {
            if (scan.at(at) == close) {
                return at;
            }
        }
        return token(scan, from);
    }

    /** Whether a value is unlike an ordinary word: a digit or a symbol in it, or a capital after a small letter. */
    private static boolean telling(Scan scan, int from, int end) {
        for (int i = from; i < end; i++) {
            char c = scan.at(i);
            boolean symbol = !Chars.letter(c) && c != '-' && c != '\'' && c != '/' && c != '.';
            if (symbol || i > from && Chars.upper(c) && Character.isLowerCase(scan.at(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean digitsOnly(Scan scan, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Chars.digit(scan.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean joinedByDashes(Scan scan, int from, int end) {
        for (int i = from; i < end; i++) {
            if (Chars.digit(scan.at(i)) || Chars.upper(scan.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean scriptWithoutSpaces(char c) {
        return c >= 0xE00;
    }
}
