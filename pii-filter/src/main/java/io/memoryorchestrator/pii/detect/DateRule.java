package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** Dates, years in a phrase, and ages. */
final class DateRule {

    private static final String DATE = "date";
    private static final String AGE = "age";

    private static final WordTable YEAR_BEFORE =
            Words.of("in during since of from until till by around before after year circa late early");
    private static final WordTable PERSON = Words.of("he she i they you was is am are i'm im he's she's");

    private final Tokens tokens;
    private final Scan scan;

    DateRule(Tokens tokens, Scan scan) {
        this.tokens = tokens;
        this.scan = scan;
    }

    void run() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.free(i)) {
                continue;
            }
            if (tokens.word(i, Lexicon.WEEKDAY)) {
                report(PiiType.DATE, i, i + 1, 0.7, DATE);
            } else if (tokens.isNumber(i)) {
                number(i);
            } else if (tokens.word(i, Lexicon.MONTH) && tokens.capital(i) && day(i + 1)) {
                month(i);
            }
        }
    }

    private void number(int i) {
        if (numeric(i)) {
            report(PiiType.DATE, i, i + 5, 0.9, DATE);
        } else if (day(i) && monthAfter(i) > 0) {
            int end = monthAfter(i);
            report(PiiType.DATE, i, year(comma(end)) ? comma(end) + 1 : end, 0.85, DATE);
        } else if (year(i) && (tokens.isAny(i - 1, YEAR_BEFORE) || tokens.word(i - 1, Lexicon.MONTH))) {
            int from = tokens.word(i - 1, Lexicon.MONTH) ? i - 1 : i;
            report(PiiType.DATE, from, i + 1, 0.7, DATE);
        } else if (age(i)) {
            report(PiiType.AGE, i, i + 1, 0.8, AGE);
        }
    }

    private void month(int i) {
        int end = comma(i + 2);
        report(PiiType.DATE, i, year(end) ? end + 1 : i + 2, 0.85, DATE);
    }

    private int comma(int i) {
        return tokens.mark(i, ',') || tokens.mark(i, '.') ? i + 1 : i;
    }

    /** The offset after a month that follows a day, as in "3 May" and "3rd of May", or -1. */
    private int monthAfter(int i) {
        int at = tokens.mark(i + 1, '.') || tokens.is(i + 1, "of") ? i + 2 : i + 1;
        boolean month = tokens.word(at, Lexicon.MONTH)
                && (tokens.capital(at) || !tokens.word(at, Lexicon.COMMON) || year(at + 1));
        return month ? at + 1 : -1;
    }

    /** 9/25/1945, 25.9.1945, 1945-09-25. */
    private boolean numeric(int i) {
        if (!tokens.markOf(i + 1, "/.-")
                || !tokens.isNumber(i + 2)
                || !tokens.isNumber(i + 4)
                || tokens.isNumber(i + 6)) {
            return false;
        }
        boolean same =
                tokens.text().charAt(tokens.start(i + 1)) == tokens.text().charAt(tokens.start(i + 3));
        boolean close = tokens.end(i + 4) - tokens.start(i)
                == tokens.length(i) + tokens.length(i + 2) + tokens.length(i + 4) + 2;
        boolean yearLast = value(i) <= 31
                && value(i + 2) <= 31
                && (tokens.length(i + 4) == 4 || tokens.mark(i + 1, '/') && tokens.length(i + 4) == 2);
        boolean yearFirst = tokens.length(i) == 4 && value(i + 2) <= 12 && value(i + 4) <= 31;
        return same && close && tokens.length(i) <= 4 && value(i) > 0 && value(i + 2) > 0 && (yearLast || yearFirst);
    }

    private boolean year(int i) {
        return tokens.isNumber(i) && tokens.length(i) == 4 && value(i) >= 1800 && value(i) <= 2100;
    }

    private boolean day(int i) {
        return tokens.isNumber(i) && tokens.length(i) <= 4 && value(i) >= 1 && value(i) <= 31;
    }

    private boolean age(int i) {
        int value = tokens.length(i) <= 3 ? value(i) : 0;
        if (value < 1 || value > 120) {
            return false;
        }
        boolean old = tokens.is(i + 1, "years") && tokens.is(i + 2, "old")
                || tokens.is(i + 1, "y") && tokens.mark(i + 2, '/')
                || tokens.is(i + 1, "yo")
                || tokens.is(i + 1, "year-old")
                || tokens.mark(i + 1, '-') && (tokens.is(i + 2, "year-old") || tokens.is(i + 2, "years-old"));
        boolean said = tokens.is(i - 1, "aged")
                || tokens.is(i - 1, "age")
                || tokens.is(i - 1, "turned")
                || tokens.is(i - 1, "turning")
                || tokens.mark(i - 1, ':') && tokens.is(i - 2, "age");
        boolean being = value > 4
                && tokens.isAny(i - 1, PERSON)
                && (tokens.isAny(i - 2, PERSON) || tokens.length(i - 1) > 2 && apostrophe(i - 1))
                && (i + 1 >= tokens.size() || tokens.markOf(i + 1, ".,!?\n") || tokens.is(i + 1, "and"));
        return old || said || being;
    }

    private boolean apostrophe(int i) {
        return tokens.text().charAt(tokens.start(i) + 1) == '\'' || tokens.is(i, "he") || tokens.is(i, "she");
    }

    /** The leading digits of a number token: 3 for "3rd". */
    private int value(int i) {
        int value = 0;
        for (int at = tokens.start(i);
                at < tokens.end(i)
                        && at - tokens.start(i) < 6
                        && Chars.digit(tokens.text().charAt(at));
                at++) {
            value = value * 10 + tokens.text().charAt(at) - '0';
        }
        return value;
    }

    private void report(PiiType type, int from, int end, double confidence, String detector) {
        scan.report(type, tokens.start(from), tokens.end(end - 1), confidence, detector);
        tokens.claim(from, end, type);
    }
}
