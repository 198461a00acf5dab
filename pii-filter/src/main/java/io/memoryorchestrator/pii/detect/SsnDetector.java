package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * US social security numbers and individual taxpayer numbers: three, two and four digits. Area 000 and 666, group 00 and serial 0000
 * were never issued (SSA). Nine digits without separators are taken only in context.
 */
final class SsnDetector implements Detector {

    private static final String NAME = "us-ssn";

    @Override
    public long types() {
        return Detector.bit(PiiType.SSN);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        NumberRun run = scan.numbers(at);
        if (Chars.asciiWord(scan.at(at - 1)) || run.digits(1) > 9) {
            return;
        }
        boolean context = (scan.contextBefore(at) & Context.SSN) != 0;
        if (run.groups() >= 3 && run.size(0) == 3 && run.size(1) == 2 && run.size(2) == 4 && separated(run)) {
            if (issued(run) && !continues(scan, run, 3)) {
                boolean dashed = run.gap(1) == NumberRun.DASH && run.gap(2) == NumberRun.DASH;
                report(scan, run, 3, context ? 0.99 : dashed ? 0.9 : 0.6);
            }
        } else if (context && run.size(0) == 9 && issued(run) && !Chars.asciiWord(scan.at(run.end(0)))) {
            report(scan, run, 1, 0.9);
        }
    }

    private static boolean separated(NumberRun run) {
        int gaps = run.gap(1) | run.gap(2);
        boolean known = (gaps & ~(NumberRun.SPACE | NumberRun.DASH | NumberRun.DOT | NumberRun.NEWLINE)) == 0;
        return known && ((gaps & NumberRun.NEWLINE) != 0 || run.gap(1) == run.gap(2));
    }

    private static boolean continues(Scan scan, NumberRun run, int count) {
        boolean glued = run.groups() > count && (run.gap(count) == NumberRun.DASH || run.gap(count) == NumberRun.DOT);
        return glued || Chars.asciiLetter(scan.at(run.end(count - 1)));
    }

    private static boolean issued(NumberRun run) {
        int area = run.value(0) * 100 + run.value(1) * 10 + run.value(2);
        int group = run.value(3) * 10 + run.value(4);
        int serial = run.value(5) * 1000 + run.value(6) * 100 + run.value(7) * 10 + run.value(8);
        return area != 0 && area != 666 && group != 0 && serial != 0;
    }

    private static void report(Scan scan, NumberRun run, int count, double confidence) {
        scan.report(PiiType.SSN, run.start(0), run.end(count - 1), confidence, NAME);
    }
}
