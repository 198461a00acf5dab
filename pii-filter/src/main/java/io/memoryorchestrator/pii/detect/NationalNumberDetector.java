package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.Arrays;

/** Finds {@linkplain NationalNumber national numbers}; a word about identity papers raises, one about orders lowers what is enough. */
final class NationalNumberDetector implements Detector {

    private static final double STRONG = 0.8;
    private static final int SEPARATORS =
            NumberRun.SPACE | NumberRun.DASH | NumberRun.DOT | NumberRun.SLASH | NumberRun.NEWLINE;

    private static final NationalNumber[][] BY_LENGTH = new NationalNumber[20][];

    static {
        for (int length = 0; length < BY_LENGTH.length; length++) {
            int wanted = length;
            BY_LENGTH[length] = Arrays.stream(NationalNumber.values())
                    .filter(number -> number.length() == wanted)
                    .toArray(NationalNumber[]::new);
        }
    }

    @Override
    public long types() {
        return Detector.bit(PiiType.NATIONAL_ID);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.NUMBER);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        NumberRun run = scan.numbers(at);
        char before = scan.at(at - 1);
        if (Chars.asciiWord(before) || "+$€£#.".indexOf(before) >= 0 && before != Chars.BARRIER) {
            return;
        }
        for (int count = run.groups(); count > 0; count--) {
            int digits = run.digits(count);
            if (digits < BY_LENGTH.length
                    && BY_LENGTH[digits].length > 0
                    && (run.gapsWithin(count) & ~SEPARATORS) == 0
                    && find(scan, run, count)) {
                return;
            }
        }
    }

    private static boolean find(Scan scan, NumberRun run, int count) {
        if (Chars.asciiWord(scan.at(run.end(count - 1)))) {
            return false;
        }
        String digits = run.joined(count);
        for (NationalNumber number : BY_LENGTH[digits.length()]) {
            if (number.grouped(run, count) && number.checks(digits) && !partOfMore(scan, run, count, number)) {
                scan.report(
                        PiiType.NATIONAL_ID,
                        run.start(0),
                        run.end(count - 1),
                        confidence(scan, run, number),
                        number.label());
                return true;
            }
        }
        return false;
    }

    /** Some groups out of a longer row of like groups prove nothing, unless the check is strong. */
    private static boolean partOfMore(Scan scan, NumberRun run, int count, NationalNumber number) {
        if (number.strength() >= STRONG || count == 1) {
            return false;
        }
        char before = scan.at(run.start(0) - 1);
        boolean led = (before == ' ' || before == '-') && Chars.digit(scan.at(run.start(0) - 2));
        boolean followed = run.groups() > count && run.gap(count) == run.gap(1);
        return led || followed;
    }

    private static double confidence(Scan scan, NumberRun run, NationalNumber number) {
        int context = scan.contextBefore(run.start(0));
        if ((context & Context.NATIONAL_ID) != 0) {
            return 0.97;
        }
        boolean order = number.strength() < STRONG && (Context.near(scan.text(), run.start(0)) & Context.ORDER) != 0;
        return order ? 0.3 : number.strength();
    }
}
