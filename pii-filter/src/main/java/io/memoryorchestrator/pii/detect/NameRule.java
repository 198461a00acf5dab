package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Names of persons, places and organisations. Takes each run of words that could be a name as a whole and decides what it names by what
 * is known of its words, by how family names end, and by the words around it.
 */
final class NameRule {

    private static final int LONGEST = 5;

    private final Tokens tokens;
    private final NameContext around;
    private final LoneName lone;
    private final boolean shouting;

    NameRule(Tokens tokens, Scan scan) {
        this.tokens = tokens;
        this.around = new NameContext(tokens, scan);
        this.lone = new LoneName(tokens, around);
        this.shouting = tokens.shouting();
    }

    /** Countries and cities of several words, before their parts are taken for something else. */
    void countries() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.word(i, Lexicon.PLACE_HEAD) && tokens.free(i)) {
                int end = knownPlace(i);
                if (end > i + 1) {
                    around.report(PiiType.PLACE, i, end, 0.85, "place-dictionary");
                }
            }
        }
    }

    void run() {
        int i = 0;
        while (i < tokens.size()) {
            i = tokens.isWord(i) && tokens.free(i) ? Math.max(i + 1, inspect(i)) : i + 1;
        }
    }

    private int inspect(int i) {
        int named = around.afterNameLabel(i);
        if (named > i) {
            around.report(PiiType.PERSON, i, named, 0.85, "name-context");
            return named;
        }
        int place = knownPlace(i);
        if (place > i && !personal(i, place)) {
            while (tokens.capital(place)
                    && around.adjacent(place)
                    && tokens.free(place)
                    && tokens.flags(place) == 0
                    && place - i < LONGEST) {
                place++;
            }
            around.report(PiiType.PLACE, i, place, 0.85, "place-dictionary");
            return place;
        }
        int end = run(i);
        if (end > i) {
            return decide(i, end);
        }
        return tokens.capital(i) || shouting ? i + 1 : lone.lowerCase(i);
    }

    /** The end of a run of capitalised words with initials and particles inside, or -1. */
    private int run(int from) {
        if (!opens(from)) {
            return -1;
        }
        int at = from + 1;
        while (at - from < LONGEST && at < tokens.size()) {
            if (initialBefore(at)) {
                at++;
            } else if (initial(at) || (continues(at) && tokens.allCapitals(at) == tokens.allCapitals(from))) {
                at++;
            } else if (tokens.word(at, Lexicon.PARTICLE)
                    && !tokens.capital(at)
                    && continues(at + 1)
                    && around.adjacent(at + 1)) {
                at += 2;
            } else {
                break;
            }
        }
        return tokens.mark(at - 1, '.') && !tokens.capital(at - 2) ? at - 1 : at;
    }

    /** A single capital between names, with or without its full stop. */
    private boolean initial(int i) {
        boolean letter = tokens.capital(i) && tokens.length(i) == 1 && tokens.free(i) && around.adjacent(i);
        return letter
                && (tokens.mark(i + 1, '.') && tokens.capital(i + 2)
                        || !tokens.is(i, "I") && tokens.capital(i + 1) && around.adjacent(i + 1));
    }

    private boolean initialBefore(int at) {
        return tokens.mark(at, '.')
                && tokens.capital(at - 1)
                && tokens.length(at - 1) <= 2
                && tokens.capital(at + 1)
                && !tokens.startsLine(at + 1);
    }

    private boolean opens(int i) {
        if (!tokens.capital(i) || tokens.word(i, Lexicon.HONORIFIC | Lexicon.WEEKDAY)) {
            return false;
        }
        if (shouting) {
            return tokens.word(i, Lexicon.FIRST) && !tokens.word(i, Lexicon.COMMON);
        }
        if (tokens.word(i, Lexicon.MONTH) && !tokens.word(i, Lexicon.FIRST)) {
            return false;
        }
        if (tokens.length(i) == 1) {
            return tokens.mark(i + 1, '.') && continues(i + 2);
        }
        boolean ordinary = tokens.word(i, Lexicon.COMMON);
        boolean name = tokens.word(i, Lexicon.FIRST | Lexicon.LAST);
        if (tokens.startsSentence(i) && ordinary) {
            return name && continues(i + 1) && !tokens.word(i + 1, Lexicon.COMMON);
        }
        return true;
    }

    private boolean continues(int i) {
        return tokens.capital(i)
                && tokens.free(i)
                && around.adjacent(i)
                && !tokens.word(i, Lexicon.WEEKDAY | Lexicon.HONORIFIC)
                && (tokens.flags(i)
                                & (Lexicon.COMMON
                                        | Lexicon.FIRST
                                        | Lexicon.LAST
                                        | Lexicon.COMPANY
                                        | Lexicon.INSTITUTION))
                        != Lexicon.COMMON
                && !tokens.is(i, "I");
    }

    private int decide(int from, int end) {
        if (around.companyWord(end - 1) && end - from > 1) {
            around.report(PiiType.ORGANISATION, from, end, 0.85, "company-suffix");
            return end;
        }
        int partners = partners(from, end);
        if (partners > end) {
            around.report(PiiType.ORGANISATION, from, partners, 0.8, "partners");
            return partners;
        }
        if (institution(from, end) && !tokens.word(from, Lexicon.FIRST)) {
            around.report(PiiType.ORGANISATION, from, end, 0.7, "institution");
            return end;
        }
        if (end - from == 1 && around.doubleName(from) && !tokens.word(from - 1, Lexicon.FIRST)) {
            around.report(PiiType.ORGANISATION, from, end, 0.6, "double-name");
            return end;
        }
        return end - from == 1 ? lone.single(from) : several(from, end);
    }

    private int several(int from, int end) {
        boolean first = false;
        boolean last = false;
        boolean ordinary = false;
        boolean initial = false;
        for (int i = from; i < end; i++) {
            first |= tokens.word(i, Lexicon.FIRST);
            last |= tokens.word(i, Lexicon.LAST) || Surnames.ends(tokens, i);
            ordinary |= tokens.word(i, Lexicon.COMMON | Lexicon.BRAND)
                    && tokens.length(i) > 1
                    && !tokens.word(i, Lexicon.LAST | Lexicon.FIRST);
            initial |= i > from && tokens.isWord(i) && tokens.length(i) == 1;
        }
        boolean openerCommon = tokens.word(from, Lexicon.COMMON) && !tokens.word(from, Lexicon.FIRST);
        if (openerCommon && !first && !last) {
            around.report(PiiType.ORGANISATION, from, end, 0.5, "capitalised");
            return end;
        }
        boolean line = tokens.startsLine(from);
        if (tokens.allCapitals(from) && !first && !last && !around.placeBefore(from)) {
            return end;
        }
        if (tokens.word(from, Lexicon.PLACE_PREFIX) && !first || around.afterAddress(from)) {
            around.report(PiiType.PLACE, from, end, 0.6, "place-context");
            return end;
        }
        if (around.signature(from, end) && !(first && last)) {
            around.report(PiiType.ORGANISATION, from, end, 0.6, "signature");
            return end;
        }
        if (first || initial || (last && !around.placeBefore(from))) {
            int start = openerCommon && end - from > 1 ? from + 1 : from;
            around.report(PiiType.PERSON, start, end, first && last ? 0.95 : 0.8, "full-name");
        } else if (around.placeBefore(from) || tokens.is(from - 1, "of")) {
            around.report(ordinary ? PiiType.ORGANISATION : PiiType.PLACE, from, end, 0.6, "place-context");
        } else if (tokens.isAny(from - 1, NameContext.COMPANY_BEFORE)
                || tokens.is(from - 1, "the")
                || tokens.isAny(end, NameContext.COMPANY_AFTER)) {
            around.report(PiiType.ORGANISATION, from, end, 0.55, "company-context");
        } else if (!ordinary) {
            around.report(PiiType.PERSON, from, end, line ? 0.55 : 0.6, "capitalised");
        } else {
            around.report(PiiType.ORGANISATION, from, end, 0.5, "capitalised");
        }
        return end;
    }

    private int knownPlace(int i) {
        if (tokens.word(i, Lexicon.PLACE_HEAD)) {
            for (int end = Math.min(tokens.size(), i + 4); end > i + 1; end--) {
                if (tokens.isWord(end - 1)
                        && (tokens.capital(end - 1) || !tokens.capital(i))
                        && Lexicon.place(tokens.text(), tokens.start(i), tokens.end(end - 1))) {
                    return end;
                }
            }
        }
        boolean single = tokens.word(i, Lexicon.PLACE)
                && (tokens.capital(i) || !tokens.word(i, Lexicon.COMMON | Lexicon.FIRST | Lexicon.LAST));
        return single && !(tokens.word(i, Lexicon.COMMON) && tokens.startsSentence(i)) ? i + 1 : -1;
    }

    /** A city that is also a name, in the middle of a person's name. */
    private boolean personal(int from, int end) {
        boolean name = end - from == 1 && tokens.word(from, Lexicon.FIRST | Lexicon.LAST);
        boolean place =
                tokens.isAny(from - 1, NameContext.PLACE_BEFORE) || tokens.mark(end, ',') && tokens.capital(end + 1);
        boolean longer = continues(end)
                && (!tokens.word(end, Lexicon.PLACE)
                        || tokens.word(from, Lexicon.FIRST) && tokens.word(end, Lexicon.LAST));
        return (name && !place && (longer || around.personCue(from)))
                || (end - from == 1 && longer && (companyRun(end) || Surnames.ends(tokens, end)));
    }

    private boolean companyRun(int at) {
        int end = at;
        while (end - at < LONGEST && continues(end)) {
            end++;
        }
        return around.companyWord(end - 1) || institution(at, end);
    }

    /** "Foster, Reyes and Holm", "Weaver and Sons". */
    private int partners(int from, int end) {
        if (end - from > 2) {
            return -1;
        }
        int at = end;
        if (tokens.mark(at, ',') && tokens.capital(at + 1) && tokens.is(at + 2, "and") && tokens.capital(at + 3)) {
            boolean person = tokens.word(from, Lexicon.FIRST)
                    && tokens.word(at + 1, Lexicon.FIRST)
                    && !tokens.word(at + 1, Lexicon.LAST);
            boolean list = tokens.mark(from - 1, ',');
            return person || list ? -1 : at + 4;
        }
        return tokens.is(at, "and") && tokens.is(at + 1, "sons") ? at + 2 : -1;
    }

    private boolean institution(int from, int end) {
        for (int i = from; i < end; i++) {
            if (tokens.word(i, Lexicon.INSTITUTION) && end - from > 1) {
                return true;
            }
        }
        return false;
    }
}
