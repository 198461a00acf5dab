package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** What somebody is rather than who: honorifics before a name, occupations where a signature or a sentence puts them, nationalities. */
final class RoleRule {

    private static final int LONGEST_OCCUPATION = 8;

    private static final WordTable LANGUAGE_BEFORE = Words.of(
            "studying study studied speak speaks speaking spoke learn learning fluent teach teaches in translate into");

    private final Tokens tokens;
    private final Scan scan;

    RoleRule(Tokens tokens, Scan scan) {
        this.tokens = tokens;
        this.scan = scan;
    }

    void run() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isWord(i) || !tokens.free(i)) {
                continue;
            }
            if (tokens.word(i, Lexicon.HONORIFIC)
                    && tokens.capital(i)
                    && (tokens.capital(i + 1) || tokens.mark(i + 1, '.') && tokens.capital(i + 2))) {
                report(PiiType.JOB_TITLE, i, tokens.mark(i + 1, '.') ? i + 2 : i + 1, 0.85, "honorific");
            } else if (demonym(i)) {
                report(PiiType.NATIONALITY, i, i + 1, 0.8, "nationality");
            } else if (tokens.startsLine(i) && i > 0) {
                occupation(i, lineEnd(i));
            } else if (tokens.is(i, "the") && tokens.mark(i - 1, ',')) {
                int comma = i;
                while (comma - i <= LONGEST_OCCUPATION && tokens.isWord(comma)) {
                    comma++;
                }
                if (tokens.mark(comma, ',') || tokens.mark(comma, '\n')) {
                    occupation(i + 1, comma);
                }
            }
        }
    }

    private boolean demonym(int i) {
        if (!tokens.word(i, Lexicon.DEMONYM)) {
            return false;
        }
        if (tokens.isAny(i - 1, LANGUAGE_BEFORE) || (tokens.capital(i + 1) && !tokens.word(i + 1, Lexicon.COMMON))) {
            return false;
        }
        boolean plural = Chars.lower(tokens.text().charAt(tokens.end(i) - 1)) == 's';
        boolean alsoOther = tokens.word(i, Lexicon.FIRST | Lexicon.LAST | Lexicon.COMMON | Lexicon.PLACE);
        return tokens.capital(i)
                ? !alsoOther || !tokens.capital(i + 1)
                : !alsoOther && (plural || tokens.length(i) > 5);
    }

    private int lineEnd(int i) {
        int end = i;
        while (end < tokens.size() && end - i <= LONGEST_OCCUPATION && !tokens.mark(end, '\n')) {
            end++;
        }
        return end;
    }

    private void occupation(int from, int end) {
        if (end <= from
                || end - from > LONGEST_OCCUPATION
                || !tokens.word(end - 1, Lexicon.OCCUPATION)
                || !tokens.isWord(from)) {
            return;
        }
        for (int i = from; i < end; i++) {
            boolean fits = tokens.isWord(i) && !tokens.claimed(i) || tokens.markOf(i, ",/-");
            if (!fits) {
                return;
            }
        }
        report(PiiType.JOB_TITLE, from, end, 0.6, "occupation");
    }

    private void report(PiiType type, int from, int end, double confidence, String detector) {
        if (scan.wants(type)) {
            scan.report(type, tokens.start(from), tokens.end(end - 1), confidence, detector);
            tokens.claim(from, end, type);
        }
    }
}
