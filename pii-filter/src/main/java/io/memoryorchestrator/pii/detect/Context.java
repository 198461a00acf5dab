package io.memoryorchestrator.pii.detect;

/** What the words around a candidate speak of. One bit each, so that a look-back is an OR. */
final class Context {

    static final int PHONE = 1;
    static final int CARD = 1 << 1;
    static final int SSN = 1 << 2;
    static final int BANK = 1 << 3;
    static final int PASSPORT = 1 << 4;
    static final int LICENCE = 1 << 5;
    static final int BIRTH = 1 << 6;
    static final int PLATE = 1 << 7;
    static final int PASSWORD = 1 << 8;
    static final int SECRET = 1 << 9;
    static final int NATIONAL_ID = 1 << 10;
    static final int HOME = 1 << 11;
    static final int VERSION = 1 << 12;
    /** Order numbers, tickets, amounts: words after which a plain number is nobody's. */
    static final int IMPERSONAL = 1 << 13;

    static final int STREET = 1 << 14;
    static final int POSTCODE = 1 << 15;
    static final int GEO = 1 << 16;
    static final int AGE = 1 << 17;
    static final int MONTH = 1 << 18;
    static final int IP = 1 << 19;
    static final int PIN = 1 << 20;
    /** "dot", "dash" and the like: a separator spelled out. */
    static final int SPELLED = 1 << 21;

    /** Keywords at which the prefilter itself stops, because what follows may have no shape of its own. */
    static final int HITS = PASSWORD | SECRET | PIN | PASSPORT | LICENCE | BIRTH | PLATE | BANK | SPELLED;

    /** A word that is mostly something else but ends the names of streets, when written large. */
    static final int STREET_IF_CAPITAL = 1 << 22;

    /** Words right before a number that is certainly an order's, a parcel's or a book's. */
    static final int ORDER = 1 << 23;

    private static final int REACH = 48;
    private static final int NEAR = 24;
    private static final int LONGEST_WORD = 24;

    private static final WordTable WORDS = ContextWords.table();

    private Context() {}

    /** The flags of one word given by its {@linkplain WordTable#step rolling hash}. */
    static int ofHash(long hash) {
        return WORDS.get(hash);
    }

    /** The flags of the words that stand within reach before {@code at}, up to a blank line or placeholder. */
    static int before(String text, int at) {
        return before(text, at, REACH);
    }

    /** The same, but only right before. */
    static int near(String text, int at) {
        return before(text, at, NEAR);
    }

    private static int before(String text, int at, int reach) {
        int floor = Math.max(0, at - reach);
        int flags = 0;
        int i = at;
        while (i > floor) {
            char c = text.charAt(i - 1);
            if (c == Chars.BARRIER || (c == '\n' && i - 2 >= floor && text.charAt(i - 2) == '\n')) {
                return flags;
            }
            if (Chars.letter(c)) {
                int end = i;
                while (i > floor && end - i < LONGEST_WORD && Chars.letter(text.charAt(i - 1))) {
                    i--;
                }
                flags |= word(text, i, end);
            } else {
                i--;
            }
        }
        return flags;
    }

    /** The flags of the words within reach after {@code at}, on the same line. */
    static int after(String text, int at) {
        int ceiling = Math.min(text.length(), at + REACH / 2);
        int flags = 0;
        int i = at;
        while (i < ceiling && text.charAt(i) != Chars.BARRIER && text.charAt(i) != '\n') {
            if (Chars.letter(text.charAt(i))) {
                int start = i;
                while (i < text.length() && i - start < LONGEST_WORD && Chars.letter(text.charAt(i))) {
                    i++;
                }
                flags |= word(text, start, i);
            } else {
                i++;
            }
        }
        return flags;
    }

    /** The flags of one word. Scripts without spaces are tried by their last few characters too. */
    static int word(String text, int start, int end) {
        int flags = WORDS.get(text, start, end);
        if (flags == 0 && end - start > 2 && text.charAt(start) > 0xE00) {
            for (int tail = Math.max(start, end - 8); tail < end - 1; tail++) {
                flags |= WORDS.get(text, tail, end)
                        | WORDS.get(text, tail, Math.min(end, tail + 2))
                        | WORDS.get(text, tail, Math.min(end, tail + 3));
            }
        }
        return flags;
    }
}
