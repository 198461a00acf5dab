package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Payment cards: issuer range and length (ISO/IEC 7812 and the schemes' published ranges), then the Luhn check. A number that fails the
 * check is still taken when a word before it calls it a card: a typing slip does not make it public.
 */
final class CardDetector implements Detector {

    private static final String NAME = "card";
    private static final int SHORTEST = 12;
    private static final int LONGEST = 19;
    private static final int SEPARATORS = NumberRun.SPACE | NumberRun.DASH | NumberRun.DOT | NumberRun.NEWLINE;

    @Override
    public long types() {
        return Detector.bit(PiiType.CARD);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        NumberRun run = scan.numbers(at);
        if (Chars.asciiLetter(scan.at(at - 1)) || scan.at(at - 1) == '+') {
            return;
        }
        for (int count = run.groups(); count > 0; count--) {
            int digits = run.digits(count);
            if (digits >= SHORTEST && digits <= LONGEST && inspect(scan, run, count)) {
                return;
            }
        }
    }

    private static boolean inspect(Scan scan, NumberRun run, int count) {
        int digits = run.digits(count);
        int end = run.end(count - 1);
        if ((run.gapsWithin(count) & ~SEPARATORS) != 0 || Chars.asciiLetter(scan.at(end)) || !issued(run, digits)) {
            return false;
        }
        boolean context = (scan.contextBefore(run.start(0)) & Context.CARD) != 0;
        boolean grouped = count == 1 || grouping(run, count);
        if (luhn(run, digits) && (grouped || context)) {
            scan.report(PiiType.CARD, run.start(0), end, digits >= 15 || context ? 0.97 : 0.8, NAME);
            return true;
        }
        if (context && grouped && digits >= 15) {
            scan.report(PiiType.CARD, run.start(0), end, 0.6, NAME);
            return true;
        }
        return false;
    }

    /** Groups as people write them: fours, the 4-6-5 of Amex, or all groups alike; anything goes across a line break. */
    private static boolean grouping(NumberRun run, int count) {
        if ((run.gapsWithin(count) & NumberRun.NEWLINE) != 0) {
            return true;
        }
        boolean alike = true;
        for (int i = 1; i < count - 1; i++) {
            alike &= run.size(i) == run.size(0);
        }
        boolean split = count == 2 && run.size(0) >= 4 || count == 3 && run.size(0) == 4 && run.size(1) >= 4;
        return (alike && run.size(count - 1) <= Math.max(4, run.size(0))) || split;
    }

    static boolean luhn(NumberRun run, int digits) {
        int sum = 0;
        for (int i = 0; i < digits; i++) {
            int value = run.value(digits - 1 - i);
            if ((i & 1) == 1) {
                value *= 2;
                if (value > 9) {
                    value -= 9;
                }
            }
            sum += value;
        }
        return sum % 10 == 0;
    }

    private static boolean issued(NumberRun run, int digits) {
        int two = run.value(0) * 10 + run.value(1);
        int three = two * 10 + run.value(2);
        int four = three * 10 + run.value(3);
        return switch (run.value(0)) {
            case '4' - '0' -> digits == 13 || digits == 16 || digits == 19;
            case '5' - '0' ->
                (two >= 51 && two <= 55 && digits == 16) || two == 50 || (two >= 56 && two <= 58) || two == 59;
            case '6' - '0' -> true;
            case '3' - '0' ->
                (two == 34 || two == 37) && digits == 15
                        || two == 35 && digits >= 16
                        || (three >= 300 && three <= 305 || three == 309 || two == 36 || two == 38 || two == 39)
                                && digits >= 14;
            case '2' - '0' ->
                (four >= 2221 && four <= 2720) && digits == 16
                        || (four >= 2200 && four <= 2205) && digits >= 16
                        || four == 2131 && digits == 15
                        || four == 2014 && digits == 15
                        || four == 2149 && digits == 15;
            case '1' - '0' -> four == 1800 && digits == 15;
            case '8' - '0' -> (two == 81 || two == 82) && digits >= 16;
            case '9' - '0' -> four == 9792 && digits == 16;
            default -> false;
        };
    }
}
