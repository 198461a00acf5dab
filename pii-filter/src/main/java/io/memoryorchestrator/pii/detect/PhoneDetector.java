package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Telephone numbers. The shape decides which candidates are worth a validation against the numbering plans; a word such as "call" or
 * "Telefon" before a number lowers what it must show, a word such as "order" raises it.
 */
final class PhoneDetector implements Detector {

    private static final String NAME = "phone";
    private static final int LONGEST = 15;
    private static final int SHORTEST = 6;
    private static final int SEPARATORS =
            NumberRun.SPACE | NumberRun.DASH | NumberRun.DOT | NumberRun.SLASH | NumberRun.PAREN | NumberRun.NEWLINE;

    @Override
    public long types() {
        return Detector.bit(PiiType.PHONE);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        NumberRun run = scan.numbers(at);
        char before = scan.at(at - 1);
        boolean plus = before == '+' || (before == '(' && scan.at(at - 2) == '+');
        boolean glued = Chars.asciiWord(before) || "#$€£=_%/\\".indexOf(before) >= 0 && before != Chars.BARRIER;
        boolean continued = (before == '.' || before == '-' || before == ',') && Chars.asciiWord(scan.at(at - 2));
        if (!plus && (glued || continued)) {
            return;
        }
        for (int count = run.groups(); count > 0; count--) {
            int digits = run.digits(count);
            if (digits >= SHORTEST && digits <= LONGEST && (run.gapsWithin(count) & ~SEPARATORS) == 0) {
                double confidence = confidence(scan, run, count, plus);
                if (confidence > 0) {
                    scan.report(PiiType.PHONE, start(scan, at, run, count), run.end(count - 1), confidence, NAME);
                    return;
                }
            }
        }
    }

    private static double confidence(Scan scan, NumberRun run, int count, boolean plus) {
        char after = scan.at(run.end(count - 1));
        boolean decimal = (after == '.' || after == ',') && Chars.digit(scan.at(run.end(count - 1) + 1));
        if (Chars.asciiWord(after) || after == '%' || decimal || !balanced(run, count)) {
            return 0;
        }
        String digits = run.joined(count);
        if (plus) {
            return PhonePlans.international(digits) ? 0.97 : digits.length() >= 8 ? 0.6 : 0;
        }
        if (DateShapes.looksLikeDate(run, count)) {
            return 0;
        }
        int context = scan.contextBefore(run.start(0));
        boolean spoken = (context & Context.PHONE) != 0;
        boolean impersonal = (context & Context.IMPERSONAL) != 0 && !spoken;
        boolean paren = scan.at(run.start(0) - 1) == '(' && count > 1 && (run.gap(1) & NumberRun.PAREN) != 0;
        return PhoneShapes.confidence(run, count, digits, spoken, impersonal, paren);
    }

    /** A bracket may only enclose the first or second group, as in (0)20 or 1 (800). */
    private static boolean balanced(NumberRun run, int count) {
        for (int i = 3; i < count; i++) {
            if ((run.gap(i) & NumberRun.PAREN) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int start(Scan scan, int at, NumberRun run, int count) {
        int start = at;
        boolean closes = count > 1 && (run.gap(1) & NumberRun.PAREN) != 0;
        if (scan.at(start - 1) == '(' && closes) {
            start--;
        }
        if (scan.at(start - 1) == '+') {
            start--;
        }
        if (scan.at(start - 1) == '(' && closes && scan.at(start) == '+') {
            start--;
        }
        return start;
    }
}
