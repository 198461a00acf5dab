package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * E-mail addresses around an at sign: the dot-atom and quoted forms of RFC 5322, internationalised names, and an address broken by a
 * line end after the at sign or inside an unfinished domain.
 */
final class EmailDetector implements Detector {

    private static final String NAME = "email";
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;
    private static final String ATEXT = "!#$%&'*+/=?^_`{|}~.-";

    @Override
    public long types() {
        return Detector.bit(PiiType.EMAIL);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.AT);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        int left = scan.at(at - 1) == ' ' && scan.at(at + 1) == ' ' ? at - 1 : at;
        int start = local(scan, left);
        if (start == left || (scan.wants(PiiType.SECRET) && inUserInfo(scan, start))) {
            return;
        }
        boolean spaced = left < at;
        int end = domain(scan, spaced ? at + 2 : at + 1);
        if (end > 0 && (!spaced || pointed(scan, start, left))) {
            scan.report(PiiType.EMAIL, start, end, spaced ? 0.8 : 0.98, NAME);
        }
    }

    /** Where the local part that ends at {@code end} begins; {@code end} itself if there is none. */
    private static int local(Scan scan, int end) {
        if (scan.at(end - 1) == '"') {
            int open = quoteBefore(scan, end - 1);
            return open >= 0 ? open : end;
        }
        int script = script(scan.at(end - 1));
        int floor = end - LONGEST_LOCAL;
        int at = end;
        while (at > 0 && at > floor && atext(scan.at(at - 1), script)) {
            at--;
        }
        while (at < end && !Chars.word(scan.at(at)) && scan.at(at) != '_' && scan.at(at) != '+') {
            at++;
        }
        return at;
    }

    /** Whether what looks like a local part is the password of a URL, which is a graver finding. */
    private static boolean inUserInfo(Scan scan, int start) {
        int at = start - 1;
        while (start - at < LONGEST_LOCAL
                && (Chars.asciiWord(scan.at(at)) || ATEXT.indexOf(scan.at(at)) > 0 && scan.at(at) != '/')) {
            at--;
        }
        if (scan.at(at) == ':' && scan.at(at + 1) != '/') {
            at--;
            while (start - at < 2 * LONGEST_LOCAL && Chars.asciiWord(scan.at(at))) {
                at--;
            }
        }
        return scan.at(at) == '/' && scan.at(at - 1) == '/' && scan.at(at - 2) == ':';
    }

    private static int quoteBefore(Scan scan, int close) {
        for (int at = close - 1; at >= 0 && at >= close - LONGEST_LOCAL; at--) {
            char c = scan.at(at);
            if (c == '"') {
                return at < close - 1 ? at : -1;
            }
            if (c == '\n' || c == Chars.BARRIER) {
                return -1;
            }
        }
        return -1;
    }

    /** Scripts that are written without spaces must not run into an ASCII address, while ö and é belong to it. */
    private static int script(char last) {
        return last < 0x250 ? 0x250 : Character.MAX_VALUE;
    }

    private static boolean atext(char c, int ceiling) {
        return Chars.word(c) ? c < ceiling : ATEXT.indexOf(c) >= 0;
    }

    /** Where the domain that begins at {@code start} ends, or -1 if there is none with a top-level label. */
    private static int domain(Scan scan, int start) {
        int at = lineBreak(scan, start, start);
        int ceiling = Math.min(scan.text().length(), at + LONGEST_DOMAIN);
        int ceilingScript = script(scan.at(at));
        int end = -1;
        int labels = 0;
        while (at < ceiling) {
            int label = at;
            while (at < ceiling && label(scan.at(at), ceilingScript)) {
                at++;
            }
            int trimmed = at;
            while (trimmed > label && scan.at(trimmed - 1) == '-') {
                trimmed--;
            }
            if (trimmed == label) {
                return end;
            }
            labels++;
            if (labels > 1 && topLevel(scan, label, trimmed)) {
                end = trimmed;
            }
            if (scan.at(at) == '.' && label(scan.at(at + 1), ceilingScript)) {
                at++;
                continue;
            }
            int next = end < 0 ? lineBreak(scan, scan.at(at) == '.' ? at + 1 : at, at) : at;
            if (next == at) {
                return end;
            }
            at = next;
        }
        return end;
    }

    private static boolean label(char c, int ceilingScript) {
        return c == '-' || (Chars.word(c) && c < ceilingScript);
    }

    private static boolean topLevel(Scan scan, int start, int end) {
        if (end - start < 2) {
            return false;
        }
        if (scan.text().startsWith("xn--", start)) {
            return true;
        }
        for (int i = start; i < end; i++) {
            if (!Chars.letter(scan.at(i))) {
                return false;
            }
        }
        return true;
    }

    /** The offset after a single line end at {@code at}, or {@code otherwise}. */
    private static int lineBreak(Scan scan, int at, int otherwise) {
        int i = at;
        if (scan.at(i) == '\r') {
            i++;
        }
        return scan.at(i) == '\n' && Chars.word(scan.at(i + 1)) ? i + 1 : otherwise;
    }

    /** Whether a spaced-out local part looks like one, rather than like "see you @ example.com". */
    private static boolean pointed(Scan scan, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = scan.at(i);
            if (Chars.digit(c) || c == '.' || c == '_') {
                return true;
            }
        }
        return false;
    }
}
