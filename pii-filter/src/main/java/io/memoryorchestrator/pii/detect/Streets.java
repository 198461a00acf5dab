package io.memoryorchestrator.pii.detect;

/** The parts of a street address by their form: the name of a street, a house number, a unit, a post box, a corner. */
final class Streets {

    private static final int LONGEST_NAME = 5;

    private static final String[] STREET_ENDINGS = {
        "strasse", "straße", "str", "gasse", "platz", "allee", "damm", "straat", "laan", "gracht", "plein", "gata",
        "gatan", "gate", "gaten", "vägen", "väg", "veien", "vegen", "vej", "vejen", "gade", "katu", "katu", "tie",
        "utca", "braut", "vegur", "götu", "stien", "stræde", "torg", "torv", "weg", "stigen", "bakken", "allé", "vei",
        "ulica", "ring"
    };

    private final Tokens tokens;

    Streets(Tokens tokens) {
        this.tokens = tokens;
    }

    boolean knownTown(int from, int end) {
        boolean known = true;
        for (int i = from; i < end; i++) {
            known &= tokens.word(i, Lexicon.PLACE | Lexicon.PLACE_HEAD | Lexicon.DEMONYM)
                    && !tokens.word(i, Lexicon.FIRST | Lexicon.LAST);
        }
        return known || Lexicon.place(tokens.text(), tokens.start(from), tokens.end(end - 1));
    }

    /** A word no dictionary has, between two numbers: a street in small letters, or the second word of one. */
    boolean foreign(int at, int from) {
        boolean unknown = tokens.isWord(at) && tokens.flags(at) == 0 && tokens.length(at) > 3;
        return unknown && tokens.isNumber(at + 1) && (at > from || tokens.isNumber(from - 1));
    }

    /** The end of a street's name that begins here, or -1. */
    int name(int from) {
        int at = from;
        boolean capital = false;
        while (at - from < LONGEST_NAME + 1 && tokens.isWord(at) && !tokens.claimed(at)) {
            boolean fits = tokens.capital(at)
                    || tokens.word(at, Lexicon.STREET | Lexicon.PARTICLE)
                    || foreign(at, from)
                    || (ordinal(at) && tokens.word(at + 1, Lexicon.STREET));
            if (!fits
                    || tokens.word(at, Lexicon.UNIT)
                    || (tokens.word(at, Lexicon.MONTH) && !tokens.word(at + 1, Lexicon.STREET))) {
                break;
            }
            capital |= tokens.capital(at) || ordinal(at) || foreign(at, from);
            boolean closes = tokens.word(at, Lexicon.STREET) && at > from;
            at++;
            if (tokens.mark(at, '.')
                    && tokens.length(at - 1) <= 4
                    && (tokens.isWord(at + 1) || tokens.isNumber(at + 1))) {
                at++;
            } else if (closes && !tokens.isNumber(at) && !tokens.word(at, Lexicon.STREET)) {
                break;
            }
        }
        while (at > from
                && (tokens.mark(at - 1, '.') || tokens.word(at - 1, Lexicon.PARTICLE) && !tokens.capital(at - 1))) {
            at--;
        }
        boolean street = at > from && hasStreet(from, at);
        return at > from && (capital || street && at - from >= 2) ? at : -1;
    }

    boolean ordinal(int at) {
        String word = tokens.isWord(at) && tokens.length(at) <= 7 ? tokens.lower(at) : "";
        return switch (word) {
            case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth" -> true;
            default -> false;
        };
    }

    boolean hasStreet(int from, int end) {
        for (int i = from; i < end; i++) {
            if (tokens.word(i, Lexicon.STREET) || glued(i)) {
                return true;
            }
        }
        return false;
    }

    boolean glued(int i) {
        if (!tokens.isWord(i) || tokens.length(i) < 7) {
            return false;
        }
        for (String ending : STREET_ENDINGS) {
            if (ending.length() > 2
                    && tokens.text().regionMatches(true, tokens.end(i) - ending.length(), ending, 0, ending.length())) {
                return (tokens.flags(i) & Lexicon.COMMON) == 0;
            }
        }
        return false;
    }

    boolean common(int i) {
        return tokens.word(i, Lexicon.COMMON) && !tokens.word(i, Lexicon.FIRST | Lexicon.LAST | Lexicon.STREET);
    }

    /** The end of a house number after a street's name, or -1. */
    int number(int at) {
        int i = tokens.mark(at, ',') || tokens.mark(at, '.') ? at + 1 : at;
        if (!tokens.isNumber(i) || tokens.length(i) > 5 || tokens.mark(i + 1, ':') || tokens.mark(i + 1, '%')) {
            return -1;
        }
        int end = i + 1;
        if (tokens.markOf(end, "/-") && tokens.isNumber(end + 1) && tokens.length(end + 1) <= 4) {
            end += 2;
        }
        return end;
    }

    /** The end of "Apt. 12", "Suite 4B" or "#7", or -1. */
    int unitAt(int i) {
        int at = i;
        if (tokens.mark(at, '#') && tokens.isNumber(at + 1)) {
            return at + 2;
        }
        if (!tokens.word(at, Lexicon.UNIT)) {
            return -1;
        }
        at++;
        if (tokens.markOf(at, ".#")) {
            at++;
        }
        return tokens.isNumber(at) && tokens.length(at) <= 5 ? at + 1 : -1;
    }

    /** "P.O. Box 12", "PSC 1, Box 2", "Unit 3 Box 4". */
    int box(int i) {
        if (tokens.is(i, "P") && tokens.mark(i + 1, '.') && tokens.is(i + 2, "O") && tokens.mark(i + 3, '.')) {
            return tokens.is(i + 4, "Box") && tokens.isNumber(i + 5) ? i + 6 : -1;
        }
        if (tokens.is(i, "PO") && tokens.is(i + 1, "Box") && tokens.isNumber(i + 2)) {
            return i + 3;
        }
        boolean military =
                (tokens.is(i, "PSC") || tokens.is(i, "CMR") || tokens.is(i, "Unit")) && tokens.isNumber(i + 1);
        int at = military ? skipComma(i + 2) : -1;
        return military && tokens.is(at, "Box") && tokens.isNumber(at + 1) ? at + 2 : -1;
    }

    int corner(int i) {
        boolean opens = tokens.is(i, "corner") && tokens.is(i + 1, "of");
        if (!opens) {
            return tokens.is(i, "the") && tokens.is(i + 1, "corner") && tokens.is(i + 2, "of") ? corner(i + 1) : -1;
        }
        int first = i + 2;
        int at = first;
        while (at - first < 6
                && (tokens.capital(at)
                        || tokens.isNumber(at)
                        || tokens.mark(at, '.')
                        || tokens.word(at, Lexicon.PARTICLE | Lexicon.STREET))) {
            at++;
        }
        if (at == first || !(tokens.is(at, "and") || tokens.mark(at, '&'))) {
            return -1;
        }
        int second = at + 1;
        at = second;
        while (at - second < 4 && tokens.capital(at)) {
            at++;
        }
        return at > second ? at : -1;
    }

    int skipComma(int at) {
        return tokens.mark(at, ',') ? at + 1 : at;
    }
}
