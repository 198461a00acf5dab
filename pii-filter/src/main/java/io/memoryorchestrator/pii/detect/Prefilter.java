package io.memoryorchestrator.pii.detect;

import org.jspecify.annotations.Nullable;

/**
 * The one pass over every character. Decides whether the text must be normalised first and where detectors look; allocates nothing
 * until the first hit.
 */
final class Prefilter {

    private static final int DIGITS_WANTED = 5;
    private static final int DOTS_OF_AN_ADDRESS = 3;
    private static final int NUMBER_REACH = 24;
    private static final int LONG_TOKEN = 16;
    private static final int SHORTEST_MIXED = 6;
    private static final int GROUP = 4;

    private final String text;
    private @Nullable Hits hits;
    private boolean disguised;
    private boolean variants;
    private boolean streets;
    private boolean digits;

    private Prefilter(String text) {
        this.text = text;
    }

    static Prefilter scan(String text) {
        Prefilter prefilter = new Prefilter(text);
        prefilter.run();
        return prefilter;
    }

    /** The hits, or null if there are none. */
    @Nullable
    Hits hits() {
        return hits;
    }

    /** Whether the text must be normalised before its hits mean anything. */
    boolean needsNormalising() {
        return disguised || (variants && hits != null);
    }

    /** Whether a word such as "street" or "utca" occurs, and a digit. */
    boolean speaksOfStreets() {
        return streets && digits;
    }

    private void run() {
        int length = text.length();
        int at = 0;
        int tokenStart = 0;
        while (at < length) {
            int kind = Chars.of(text.charAt(at));
            if ((kind & Chars.WORD) != 0) {
                at = word(at);
                continue;
            }
            char c = text.charAt(at);
            if (c != '-' && c != '_') {
                token(tokenStart, at);
                tokenStart = at + 1;
            }
            if (kind != 0) {
                punctuation(c, kind, at);
            }
            at++;
        }
        token(tokenStart, length);
    }

    private void token(int start, int end) {
        if (end - start >= LONG_TOKEN) {
            hit(Hits.TOKEN, start, end);
        }
    }

    /** Reads one run of letters and digits, of any script, and returns its end. */
    private int word(int start) {
        int length = text.length();
        int at = start;
        long hash = WordTable.SEED;
        int seen = 0;
        int kind;
        while (at < length && ((kind = Chars.of(text.charAt(at))) & Chars.WORD) != 0) {
            if ((kind & Chars.DIGIT) != 0) {
                if (at == start || !Chars.asciiWord(text.charAt(at - 1))) {
                    number(at);
                }
            } else {
                hash = WordTable.step(hash, Chars.lower(text.charAt(at)));
            }
            seen |= kind;
            at++;
        }
        if ((seen & Chars.LOOKALIKE_SCRIPT) != 0 && (seen & Chars.ASCII_WORD) != 0) {
            disguised = true;
        }
        digits |= (seen & Chars.DIGIT) != 0;
        if ((seen & Chars.DIGIT) == 0) {
            int flags = (seen & Chars.LETTER) != 0 ? Context.word(text, start, at) : Context.ofHash(hash);
            streets |= (flags & Context.STREET) != 0
                    || ((flags & Context.STREET_IF_CAPITAL) != 0 && Chars.upper(text.charAt(start)));
            if ((flags & Context.HITS) != 0 || bracketedAt(start, at)) {
                hit(Hits.KEYWORD, start, at);
            }
        } else if ((seen & Chars.ASCII_LETTER) != 0) {
            mixed(start, at);
        }
        return at;
    }

    /** "(at)", "[at]", "{at}". */
    private boolean bracketedAt(int start, int end) {
        return end - start == 2
                && start > 0
                && end < text.length()
                && "[({<".indexOf(text.charAt(start - 1)) >= 0
                && text.regionMatches(true, start, "at", 0, 2)
                && "])}>".indexOf(text.charAt(end)) >= 0;
    }

    private void mixed(int start, int end) {
        int at = start;
        while (at < end) {
            while (at < end && !Chars.asciiWord(text.charAt(at))) {
                at++;
            }
            int from = at;
            int seen = 0;
            while (at < end && Chars.asciiWord(text.charAt(at))) {
                seen |= Chars.of(text.charAt(at++));
            }
            if (seen == Chars.ASCII_WORD
                    && (at - from >= SHORTEST_MIXED || (at - from == GROUP && partOfMore(from, at)))) {
                hit(Hits.MIXED, from, at);
            }
        }
    }

    /** Four letters and digits mean something only as the head of an IBAN or joined to more: "GB82", "-308T", "001b.". */
    private boolean partOfMore(int start, int end) {
        boolean head = Chars.asciiLetter(text.charAt(start)) && Chars.asciiLetter(text.charAt(start + 1));
        boolean joined = start > 0 && "-+A".indexOf(text.charAt(start - 1)) >= 0;
        return head || joined || (end < text.length() && text.charAt(end) == '.');
    }

    private void number(int at) {
        int ceiling = Math.min(text.length(), at + NUMBER_REACH);
        int digits = 0;
        int dots = 0;
        for (int i = at; i < ceiling; i++) {
            char c = text.charAt(i);
            if (Chars.digit(c)) {
                digits++;
                if (digits == DIGITS_WANTED || (dots == DOTS_OF_AN_ADDRESS && digits > DOTS_OF_AN_ADDRESS)) {
                    hit(Hits.NUMBER, at, i);
                    return;
                }
            } else if (c == '.') {
                dots++;
            } else if (Chars.letter(c) || c == Chars.BARRIER) {
                return;
            }
        }
    }

    private void punctuation(char c, int kind, int at) {
        if ((kind & Chars.DISGUISE) != 0) {
            disguised |= !Disguises.invisible(c) || touchesAscii(at);
        } else if ((kind & Chars.VARIANT) != 0) {
            variants = true;
        } else {
            trigger(c, at);
        }
    }

    private void trigger(char c, int at) {
        switch (c) {
            case '@' -> hit(Hits.AT, at, at + 1);
            case ':' -> {
                if (text.startsWith("//", at + 1)) {
                    hit(Hits.SCHEME, at, at + 3);
                } else if (at + 1 < text.length() && (hexOrColon(at + 1) || at > 0 && hexOrColon(at - 1))) {
                    colons(at);
                }
            }
            case '-' -> {
                if (text.startsWith("----BEGIN", at + 1)) {
                    hit(Hits.PEM, at, at + 10);
                }
            }
            case '[' -> disguised |= Placeholders.end(text, at) > 0;
            default -> disguised |= ViewBuilder.Escapes.end(text, at) > 0;
        }
    }

    /** Two colons within a hexadecimal group of each other: an IPv6 or hardware address rather than a time of day. */
    private void colons(int at) {
        int next = at + 1;
        while (next < text.length() && next - at <= 4 && Chars.hex(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && text.charAt(next) == ':') {
            hit(Hits.COLONS, at, next);
        }
    }

    private boolean hexOrColon(int at) {
        return text.charAt(at) == ':' || Chars.hex(text.charAt(at));
    }

    /** Invisible characters are common inside emoji; they only hide something next to plain text. */
    private boolean touchesAscii(int at) {
        return at > 0 && text.charAt(at - 1) < 128 && !Chars.space(text.charAt(at - 1))
                || at + 1 < text.length() && text.charAt(at + 1) < 128 && !Chars.space(text.charAt(at + 1));
    }

    private void hit(int kind, int at, int detail) {
        if (hits == null) {
            hits = new Hits();
        }
        hits.add(kind, at, detail);
    }
}
