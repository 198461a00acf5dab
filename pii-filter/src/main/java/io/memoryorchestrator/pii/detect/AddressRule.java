package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Street addresses: a house number and a name, in either order, held together by a street word, a street ending, a unit or a word such
 * as "lives at"; post boxes; corners of two streets. Takes the unit, town, region and postal code that follow.
 */
final class AddressRule {

    private static final String NAME = "address";

    private final Tokens tokens;
    private final Scan scan;
    private final Streets streets;

    AddressRule(Tokens tokens, Scan scan) {
        this.tokens = tokens;
        this.scan = scan;
        this.streets = new Streets(tokens);
    }

    void run() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.free(i)) {
                int end = starting(i);
                if (end > i) {
                    i = end - 1;
                }
            }
        }
    }

    private int starting(int i) {
        int end = streets.box(i);
        double strength = 0.75;
        if (end < 0) {
            end = streets.corner(i);
        }
        if (end < 0 && tokens.isNumber(i)) {
            end = numberFirst(i);
        }
        if (end < 0 && (tokens.capital(i) || tokens.word(i, Lexicon.STREET))) {
            end = nameFirst(i);
            strength = 0.65;
        }
        if (end < 0 && streets.unitAt(i) > i) {
            int street = streets.unitAt(i);
            end = tokens.isNumber(street) ? numberFirst(street) : nameFirst(street);
        }
        if (end < 0) {
            return -1;
        }
        boolean midLine = !lineStart(i) || labelled(i);
        end = tail(end, midLine);
        boolean home = (scan.contextBefore(tokens.start(i)) & Context.HOME) != 0;
        scan.report(PiiType.ADDRESS, tokens.start(i), tokens.end(end - 1), home ? strength + 0.15 : strength, NAME);
        tokens.claim(i, end, PiiType.ADDRESS);
        return end;
    }

    /** Whether the line above ends in a colon, as in "Address:". */
    private boolean labelled(int i) {
        int at = i - 1;
        while (i - at < 4 && tokens.mark(at, '\n')) {
            at--;
        }
        return at < i - 1 && tokens.mark(at, ':');
    }

    private boolean lineStart(int i) {
        int at = i;
        while (at > 0 && tokens.markOf(at - 1, ">?*-#|")) {
            at--;
        }
        return tokens.startsLine(at);
    }

    /** "221b Baker Street", "1204 Kivikatu 7": one or two numbers, a name, and something that says it is a street. */
    private int numberFirst(int i) {
        if (tokens.length(i) > 6) {
            return -1;
        }
        int at = i + 1;
        if (tokens.isNumber(at) && tokens.length(at) <= 5) {
            at++;
        } else if (tokens.mark(at, '-') && tokens.isNumber(at + 1)) {
            at += 2;
        }
        int box = streets.box(at);
        if (box > 0) {
            return box;
        }
        int name = at;
        int end = streets.name(at);
        if (end < 0) {
            return -1;
        }
        boolean street = streets.hasStreet(name, end) || (end - name > 1 && tokens.word(end - 1, Lexicon.STREET_TAIL));
        int after = streets.number(end);
        if (after > 0) {
            return street || context(i) || (after - i >= 3 && !streets.common(name)) ? after : -1;
        }
        if (street && nameHolds(name, end)) {
            return end;
        }
        return streets.unitAt(streets.skipComma(end)) > 0 && tokens.capital(name) ? end : -1;
    }

    /** A street word alone, as in "12 way", makes no name unless it is written large. */
    private boolean nameHolds(int from, int end) {
        return end - from > 1 || tokens.capital(from);
    }

    /** "Rua Aurora 210", "Lindholt 45" on a line of its own, "Kivinen Road". */
    private int nameFirst(int i) {
        if (!tokens.capital(i) && !tokens.word(i, Lexicon.STREET)) {
            return -1;
        }
        int end = streets.name(i);
        if (end < 0) {
            return -1;
        }
        if (streets.knownTown(i, end)) {
            return -1;
        }
        boolean street = streets.hasStreet(i, end);
        int after = streets.number(end);
        if (after > 0 && (street || (located(i) && !streets.common(i)))) {
            int st = after;
            while (tokens.word(st, Lexicon.STREET) && st - after < 2) {
                st++;
            }
            return st;
        }
        if (street
                && end - i >= 2
                && tokens.word(end - 1, Lexicon.STREET)
                && tokens.capital(end - 1)
                && tokens.capital(i)
                && tokens.length(end - 1) > 2
                && !streets.common(i)) {
            return end;
        }
        return -1;
    }

    /** Units, town, region, country and postal code, as far as they follow without a break. */
    private int tail(int from, boolean midLine) {
        int end = from;
        int at = from;
        int words = 0;
        boolean code = false;
        int certain = from;
        while (at < tokens.size() && at - from < 24) {
            int next = gap(at, midLine);
            int unit = streets.unitAt(next);
            if (unit > 0) {
                at = unit;
                end = at;
                certain = end;
            } else if (next > at && crossesLine(at, next) && !midLine) {
                break;
            } else if (tokens.isNumber(next)
                    && !code
                    && (words > 0 || next == at)
                    && tokens.length(next) >= 3
                    && tokens.length(next) <= 6) {
                code = true;
                at = next + 1;
                if (tokens.mark(at, '-') && tokens.isNumber(at + 1)) {
                    at += 2;
                }
                end = at;
                certain = end;
            } else if (townWord(next) && words < 7) {
                words++;
                at = next + 1;
                end = at;
                if (tokens.word(next, Lexicon.PLACE) || next == at - 1 && !tokens.mark(next - 1, ',')) {
                    certain = end;
                }
            } else {
                break;
            }
        }
        return certain;
    }

    private int gap(int at, boolean midLine) {
        int next = at;
        while (next - at < 4
                && (tokens.markOf(next, ",.")
                        || tokens.markOf(next, "\n")
                        || (tokens.markOf(next, ">?*") && !midLine))) {
            next++;
        }
        boolean stop =
                next > at && tokens.mark(at, '.') && !tokens.mark(at + 1, '\n') && !tokens.word(next, Lexicon.UNIT);
        return stop ? at : next;
    }

    private boolean crossesLine(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.mark(i, '\n')) {
                return true;
            }
        }
        return false;
    }

    private boolean townWord(int i) {
        if (!tokens.isWord(i) || tokens.claimed(i)) {
            return false;
        }
        if (tokens.capital(i) && tokens.word(i, Lexicon.STREET_TAIL) && tokens.capital(i - 1)) {
            return true;
        }
        boolean known = tokens.word(i, Lexicon.PLACE | Lexicon.PLACE_HEAD);
        return known
                || (tokens.capital(i)
                        && !(streets.common(i) && !tokens.allCapitals(i))
                        && !tokens.word(i, Lexicon.HONORIFIC));
    }

    /** Words that put somebody somewhere: "lives at", "is on", "moved to". */
    private boolean located(int i) {
        return tokens.is(i - 1, "at")
                || tokens.is(i - 1, "on")
                || tokens.is(i - 1, "of") && tokens.is(i - 2, "side")
                || context(i)
                || lineStart(i) && lineHoldsOnly(i);
    }

    private boolean lineHoldsOnly(int i) {
        int end = streets.name(i);
        int after = end < 0 ? -1 : streets.number(end);
        return after > 0 && (after >= tokens.size() || tokens.mark(after, '\n') || tokens.mark(after, ','));
    }

    private boolean context(int i) {
        return (scan.contextBefore(tokens.start(i)) & Context.HOME) != 0;
    }
}
