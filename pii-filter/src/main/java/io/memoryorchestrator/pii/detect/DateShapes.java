package io.memoryorchestrator.pii.detect;

/** Numbers that are a date, a span of years or a time stamp rather than somebody's number. */
final class DateShapes {

    private DateShapes() {}

    static boolean looksLikeDate(NumberRun run, int count) {
        if (count == 2 && run.size(0) == 4 && run.size(1) == 4) {
            return year(run, 0) && year(run, 4);
        }
        if (count < 3) {
            return false;
        }
        boolean isoLike = run.size(0) == 4 && run.size(1) <= 2 && run.size(2) <= 2 && year(run, 0);
        int third = run.digits(2);
        boolean yearLast = run.size(0) <= 2 && run.size(1) <= 2 && run.size(2) == 4 && year(run, third);
        boolean shortYear = count == 3 && run.size(0) <= 2 && run.size(1) <= 2 && run.size(2) == 2;
        return isoLike || yearLast && dayAndMonth(run) || shortYear && dayAndMonth(run);
    }

    private static boolean year(NumberRun run, int at) {
        int century = run.value(at) * 10 + run.value(at + 1);
        return century >= 18 && century <= 21;
    }

    private static boolean dayAndMonth(NumberRun run) {
        int first = number(run, 0, run.size(0));
        int second = number(run, run.size(0), run.size(1));
        return first >= 1 && second >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
    }

    private static int number(NumberRun run, int from, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value * 10 + run.value(from + i);
        }
        return value;
    }
}
