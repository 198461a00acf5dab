package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** A single word that could be a name: by itself it says little, so what is known of it and what stands around it must agree. */
final class LoneName {

    private final Tokens tokens;
    private final NameContext around;

    LoneName(Tokens tokens, NameContext around) {
        this.tokens = tokens;
        this.around = around;
    }

    int single(int i) {
        boolean first = tokens.word(i, Lexicon.FIRST);
        boolean last = tokens.word(i, Lexicon.LAST) || Surnames.ends(tokens, i);
        boolean ordinary = tokens.word(i, Lexicon.COMMON | Lexicon.OCCUPATION | Lexicon.STREET | Lexicon.UNIT);
        boolean sentence = tokens.startsSentence(i);
        if (tokens.word(i, Lexicon.DEMONYM) && !first) {
            return i + 1;
        }
        if (tokens.word(i, Lexicon.BRAND) && !first) {
            around.report(PiiType.ORGANISATION, i, i + 1, 0.7, "brand");
            return i + 1;
        }
        if (around.afterAddress(i) && !ordinary) {
            around.report(PiiType.PLACE, i, i + 1, 0.6, "place-context");
            return i + 1;
        }
        if (!first && !ordinary && around.signature(i, i + 1)) {
            around.report(PiiType.ORGANISATION, i, i + 1, 0.6, "signature");
            return i + 1;
        }
        if (tokens.allCapitals(i) && !first && !last) {
            return acronym(i);
        }
        if (ordinary
                && (!first && !last || tokens.isAny(i, NameContext.NOT_ALONE) && (sentence || !around.personCue(i)))) {
            return i + 1;
        }
        if (first && (!ordinary || around.personCue(i) || !sentence)) {
            around.report(PiiType.PERSON, i, i + 1, ordinary ? 0.6 : 0.8, "first-name");
        } else if (last && !ordinary) {
            around.report(
                    around.placeBefore(i) && !tokens.word(i, Lexicon.LAST) ? PiiType.PLACE : PiiType.PERSON,
                    i,
                    i + 1,
                    0.6,
                    "family-name");
        } else if (!ordinary) {
            unknown(i, sentence);
        }
        return i + 1;
    }

    int acronym(int i) {
        if ((around.placeBefore(i) || tokens.is(i - 1, "of")) && tokens.length(i) > 3) {
            around.report(PiiType.PLACE, i, i + 1, 0.55, "place-context");
        } else if (tokens.startsLine(i) && tokens.length(i) > 4 && tokens.mark(i + 1, '\n')) {
            around.report(PiiType.PLACE, i, i + 1, 0.5, "address-line");
        }
        return i + 1;
    }

    /** A capitalised word nobody knows: what stands before it decides, and a person is the usual reason. */
    void unknown(int i, boolean sentence) {
        if (around.placeBefore(i)) {
            around.report(PiiType.PLACE, i, i + 1, 0.6, "place-context");
        } else if (tokens.isAny(i - 1, NameContext.COMPANY_BEFORE) || tokens.isAny(i + 1, NameContext.COMPANY_AFTER)) {
            around.report(PiiType.ORGANISATION, i, i + 1, 0.55, "company-context");
        } else if (tokens.startsLine(i) && tokens.mark(i + 1, '\n') && i > 0) {
            around.report(PiiType.PLACE, i, i + 1, 0.5, "address-line");
        } else if (around.personCue(i) || !sentence && !tokens.isAny(i - 1, NameContext.DETERMINER)) {
            around.report(PiiType.PERSON, i, i + 1, 0.55, "capitalised");
        } else if (sentence && tokens.mark(i + 1, ':') && tokens.startsLine(i)) {
            around.report(PiiType.PERSON, i, i + 1, 0.5, "speaker");
        } else if (sentence && (around.verb(i + 1) || tokens.mark(i + 1, ','))) {
            around.report(PiiType.PERSON, i, i + 1, 0.5, "capitalised");
        }
    }

    /** Names in text that has no capitals. */
    int lowerCase(int i) {
        boolean first = tokens.word(i, Lexicon.FIRST)
                && !tokens.word(i, Lexicon.COMMON | Lexicon.PARTICLE | Lexicon.DEMONYM | Lexicon.MONTH);
        if (tokens.flags(i) == Lexicon.LAST && tokens.length(i) > 4) {
            around.report(PiiType.PERSON, i, i + 1, 0.55, "family-name");
            return i + 1;
        }
        if (!first || tokens.length(i) < 3 || tokens.isAny(i, NameContext.NOT_ALONE)) {
            return i + 1;
        }
        int end = i + 1;
        if (tokens.isWord(end)
                && around.adjacent(end)
                && tokens.length(end) == 1
                && !tokens.is(end, "i")
                && !tokens.is(end, "a")
                && !tokens.is(end, "u")) {
            end += tokens.mark(end + 1, '.') ? 2 : 1;
        }
        boolean family = tokens.isWord(end)
                && around.adjacent(end)
                && tokens.length(end) > 2
                && (tokens.flags(end) & ~Lexicon.LAST & ~Lexicon.FIRST) == 0;
        if (family && (tokens.flags(end) != 0 || tokens.length(end) > 4)) {
            end++;
        } else if (end > i + 1) {
            end = i + 1;
        }
        around.report(PiiType.PERSON, i, end, 0.6, "first-name");
        return end;
    }
}
