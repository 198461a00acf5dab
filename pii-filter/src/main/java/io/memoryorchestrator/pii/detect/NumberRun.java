package io.memoryorchestrator.pii.detect;

/**
 * The groups of digits that follow one another from a hit on, with what separates them. Reused from hit to hit. At most {@value
 * #MAX_GROUPS} groups and {@value #MAX_DIGITS} digits are read, so work per hit is bounded.
 */
final class NumberRun {

    static final int MAX_GROUPS = 20;
    static final int MAX_DIGITS = 40;

    static final int NONE = 0;
    static final int SPACE = 1;
    static final int DASH = 2;
    static final int DOT = 4;
    static final int SLASH = 8;
    static final int PAREN = 16;
    static final int NEWLINE = 32;
    static final int OTHER = 64;

    private static final int WIDEST_GAP = 3;
    private static final int WIDEST_LINE_GAP = 12;
    private static final int MOST_LINES = 2;

    private final int[] starts = new int[MAX_GROUPS];
    private final int[] ends = new int[MAX_GROUPS];
    private final int[] gaps = new int[MAX_GROUPS];
    private final int[] counts = new int[MAX_GROUPS + 1];
    private final char[] digits = new char[MAX_DIGITS + 1];
    private int groups;
    private int lines;

    void read(String text, int at) {
        groups = 0;
        lines = 0;
        int i = at;
        int total = 0;
        while (groups < MAX_GROUPS) {
            starts[groups] = i;
            while (i < text.length() && Chars.digit(text.charAt(i))) {
                if (total < MAX_DIGITS) {
                    digits[total] = text.charAt(i);
                }
                total++;
                i++;
            }
            ends[groups] = i;
            groups++;
            counts[groups] = total;
            if (total > MAX_DIGITS) {
                groups--;
                return;
            }
            int next = gap(text, i);
            if (next < 0) {
                return;
            }
            i = next;
        }
    }

    /** Where the next group begins after a gap, or -1; notes what the gap is made of. */
    private int gap(String text, int from) {
        int mask = 0;
        int i = from;
        while (i < text.length() && !Chars.digit(text.charAt(i))) {
            int kind = kind(text.charAt(i));
            mask |= kind;
            i++;
            if (kind < 0 || i - from > ((mask & NEWLINE) != 0 ? WIDEST_LINE_GAP : WIDEST_GAP)) {
                return -1;
            }
        }
        if (i >= text.length() || groups >= MAX_GROUPS) {
            return -1;
        }
        if ((mask & NEWLINE) != 0 && ++lines > MOST_LINES) {
            return -1;
        }
        gaps[groups] = mask;
        return i;
    }

    private static int kind(char c) {
        return switch (c) {
            case ' ', '\t' -> SPACE;
            case '-' -> DASH;
            case '.' -> DOT;
            case '/' -> SLASH;
            case '(', ')' -> PAREN;
            case '\n', '\r' -> NEWLINE;
            case ',', ':', '_', '*', '|', '+', '>' -> OTHER;
            default -> -1;
        };
    }

    int groups() {
        return groups;
    }

    int start(int group) {
        return starts[group];
    }

    int end(int group) {
        return ends[group];
    }

    int size(int group) {
        return ends[group] - starts[group];
    }

    /** What separates a group from the one before it. */
    int gap(int group) {
        return gaps[group];
    }

    /** What separates any two of the first {@code count} groups. */
    int gapsWithin(int count) {
        int mask = 0;
        for (int i = 1; i < count; i++) {
            mask |= gaps[i];
        }
        return mask;
    }

    /** How many digits the first {@code count} groups have. */
    int digits(int count) {
        return counts[count];
    }

    char digit(int index) {
        return digits[index];
    }

    int value(int index) {
        return digits[index] - '0';
    }

    /** The digits of the first {@code count} groups. */
    String joined(int count) {
        return new String(digits, 0, counts[count]);
    }
}
