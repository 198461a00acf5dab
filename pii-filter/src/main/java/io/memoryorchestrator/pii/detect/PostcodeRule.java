package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/** Postal codes that stand apart from an address: British, Dutch and Canadian ones by shape, plain numbers after a town. */
final class PostcodeRule {

    private static final String NAME = "postcode";

    private final Tokens tokens;
    private final Scan scan;

    PostcodeRule(Tokens tokens, Scan scan) {
        this.tokens = tokens;
        this.scan = scan;
    }

    void run() {
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.free(i)) {
                continue;
            }
            if (british(i)) {
                report(i, i + 2, 0.8);
            } else if (tokens.isNumber(i) && digits(i) && afterTown(i)) {
                int end = i + 1;
                if (tokens.mark(end, '-') && tokens.isNumber(end + 1) && tokens.length(end + 1) <= 4) {
                    end += 2;
                } else if (tokens.isNumber(end) && tokens.length(i) == 3 && tokens.length(end) == 2) {
                    end++;
                }
                report(i, end, 0.6);
            }
        }
    }

    /** SW1A 1AA, 1011 AB, K1A 0B1: two short groups of a known shape. */
    private boolean british(int i) {
        if (i + 1 >= tokens.size()
                || tokens.start(i + 1) - tokens.end(i) != 1
                || tokens.length(i) > 4
                || tokens.length(i) < 2) {
            return false;
        }
        String shape = shape(i) + " " + shape(i + 1);
        return switch (shape) {
            case "A9 9AA", "AA9 9AA", "A99 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", "9999 AA", "A9A 9A9" ->
                !tokens.is(i + 1, "AM") && !tokens.is(i + 1, "PM");
            default -> false;
        };
    }

    private String shape(int i) {
        StringBuilder shape = new StringBuilder();
        for (int at = tokens.start(i); at < tokens.end(i) && at - tokens.start(i) < 6; at++) {
            char c = tokens.text().charAt(at);
            shape.append(Chars.digit(c) ? '9' : c >= 'A' && c <= 'Z' ? 'A' : '?');
        }
        return shape.toString();
    }

    private boolean digits(int i) {
        if (tokens.length(i) < 3 || tokens.length(i) > 6) {
            return false;
        }
        for (int at = tokens.start(i); at < tokens.end(i); at++) {
            if (!Chars.digit(tokens.text().charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private boolean afterTown(int i) {
        int before = i - 1;
        while (i - before < 4 && tokens.markOf(before, ",\n>?")) {
            before--;
        }
        return tokens.isWord(before)
                        && (tokens.claimedAs(before, PiiType.PLACE) || tokens.claimedAs(before, PiiType.ADDRESS))
                || scan.contextBefore(tokens.start(i)) != 0
                        && (scan.contextBefore(tokens.start(i)) & Context.POSTCODE) != 0;
    }

    private void report(int from, int end, double confidence) {
        scan.report(PiiType.POSTCODE, tokens.start(from), tokens.end(end - 1), confidence, NAME);
        tokens.claim(from, end, PiiType.POSTCODE);
    }
}
