package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiType;
import java.util.Arrays;

/**
 * Values whose separators are spelled out: "jo at example dot com", "jo [at] example [dot] com", "415 dash 555 dash 0132". Writes the
 * separators back in a bounded stretch around the word and looks at that.
 */
final class SpelledDetector implements Detector {

    private static final int REACH = 80;

    private static final WordTable AT = Words.of("at arroba собака ат chez klammeraffe chiocciola kukac zavináč małpa");
    private static final WordTable DOT = Words.of("dot punkt punto ponto точка tečka kropka pont");
    private static final WordTable DASH = Words.of("dash hyphen minus тире дефис guion");
    private static final WordTable UNDERSCORE = Words.of("underscore");

    @Override
    public long types() {
        return ~0L;
    }

    @Override
    public int hits() {
        return Detector.on(Hits.KEYWORD);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        if (scan.nested() || !spells(scan, at, detail)) {
            return;
        }
        int start = edge(scan, at, -1);
        int end = edge(scan, detail, 1);
        char[] plain = new char[end - start];
        int[] from = new int[end - start + 1];
        int length = 0;
        int i = start;
        while (i < end) {
            int after = separatorEnd(scan, i, start, end);
            if (after > i) {
                while (length > 0 && (plain[length - 1] == ' ' || "[({<".indexOf(plain[length - 1]) >= 0)) {
                    length--;
                }
                plain[length] = separator(scan, i);
                from[length++] = i;
                i = after;
            } else {
                plain[length] = scan.at(i);
                from[length++] = i++;
            }
        }
        from[length] = end;
        report(scan, new String(plain, 0, length), from, Arrays.copyOf(plain, length));
    }

    private static boolean spells(Scan scan, int from, int end) {
        return AT.get(scan.text(), from, end)
                        + DOT.get(scan.text(), from, end)
                        + DASH.get(scan.text(), from, end)
                        + UNDERSCORE.get(scan.text(), from, end)
                > 0;
    }

    /** A place within reach at which no word is cut. */
    private static int edge(Scan scan, int from, int step) {
        int at = from;
        int last = from;
        while (Math.abs(at - from) < REACH) {
            char c = step < 0 ? scan.at(at - 1) : scan.at(at);
            if (c == Chars.BARRIER || c == '\n') {
                return at;
            }
            if (c == ' ') {
                last = at;
            }
            at += step;
        }
        return last;
    }

    /** The offset after a spelled separator and its brackets and blanks, or {@code at} if none begins there. */
    private static int separatorEnd(Scan scan, int at, int floor, int ceiling) {
        if (!Chars.letter(scan.at(at)) || (at > floor && Chars.word(scan.at(at - 1)))) {
            return at;
        }
        int end = at;
        while (end < ceiling && Chars.letter(scan.at(end))) {
            end++;
        }
        if (!spells(scan, at, end) || Chars.word(scan.at(end))) {
            return at;
        }
        while (end < ceiling && (scan.at(end) == ' ' || "])}>".indexOf(scan.at(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private static char separator(Scan scan, int at) {
        int end = at;
        while (Chars.letter(scan.at(end))) {
            end++;
        }
        if (AT.get(scan.text(), at, end) != 0) {
            return '@';
        }
        if (DOT.get(scan.text(), at, end) != 0) {
            return '.';
        }
        return DASH.get(scan.text(), at, end) != 0 ? '-' : '_';
    }

    private static void report(Scan scan, String plain, int[] from, char[] characters) {
        for (Finding finding : Detection.nested(plain, scan.policy())) {
            boolean spelled = false;
            for (int i = finding.start(); i < finding.end(); i++) {
                spelled |= characters[i] != scan.at(from[i]);
            }
            if (spelled && finding.start() < from.length && !ordinary(plain, finding)) {
                int end = from[finding.end() - 1] + 1;
                scan.report(
                        finding.type(),
                        from[finding.start()],
                        end,
                        Math.min(0.8, finding.confidence()),
                        "spelled-" + finding.detector());
            }
        }
    }

    /** "Look at example dot com" is no address: what stands before "at" must not be an ordinary word. */
    private static boolean ordinary(String plain, Finding finding) {
        int at = plain.indexOf('@', finding.start());
        return finding.type() == PiiType.EMAIL
                && at > finding.start()
                && (Lexicon.flags(plain, finding.start(), at) & (Lexicon.COMMON | Lexicon.FIRST | Lexicon.LAST))
                        == Lexicon.COMMON;
    }
}
