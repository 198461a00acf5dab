package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.ArrayList;
import java.util.List;

/** Keys and access tokens whose issuer gave them a recognisable prefix, also when a line end cuts through them. */
final class KeyDetector implements Detector {

    private static final int LONGEST = 512;
    private static final int LONGEST_PREFIX = 8;

    private static final KeyFormat[][] BY_FIRST = byFirst();

    @Override
    public long types() {
        return Detector.bit(PiiType.SECRET);
    }

    @Override
    public int hits() {
        return Detector.on(Hits.TOKEN) | Detector.on(Hits.MIXED);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        for (int i = afterDot(scan, at); i < detail; i++) {
            if (i == at || !Chars.asciiWord(scan.at(i - 1))) {
                char c = scan.at(i);
                int end = c < 128 ? longest(scan, i, BY_FIRST[c]) : -1;
                if (end > detail) {
                    return;
                }
                i = Math.max(i, end - 1);
            }
        }
    }

    /** Some prefixes end in a dot, which is where a token begins: then the word before the dot counts too. */
    private static int afterDot(Scan scan, int at) {
        int start = at - 1;
        if (scan.at(start) != '.') {
            return at;
        }
        while (at - start < LONGEST_PREFIX && Chars.asciiWord(scan.at(start - 1))) {
            start--;
        }
        return start;
    }

    private static int longest(Scan scan, int at, KeyFormat[] formats) {
        for (KeyFormat format : formats) {
            if (scan.text().startsWith(format.prefix(), at)) {
                int end = end(scan, at + format.prefix().length(), format);
                if (end > 0) {
                    scan.report(PiiType.SECRET, at, end, 0.97, format.name() + "-key");
                    return end;
                }
            }
        }
        return -1;
    }

    private static int end(Scan scan, int start, KeyFormat format) {
        int at = start;
        int read = 0;
        boolean digit = false;
        while (at - start < LONGEST) {
            char c = scan.at(at);
            if (format.alphabet().has(c)) {
                digit |= Chars.digit(c) || Chars.upper(c);
                read++;
                at++;
            } else if (read > 0
                    && read < format.shortest()
                    && c == '\n'
                    && format.alphabet().has(scan.at(at + 1))) {
                at++;
            } else {
                break;
            }
        }
        while (at > start && (scan.at(at - 1) == '.' || scan.at(at - 1) == '-')) {
            at--;
        }
        return read >= format.shortest() && digit ? at : -1;
    }

    private static KeyFormat[][] byFirst() {
        List<List<KeyFormat>> lists = new ArrayList<>();
        for (int c = 0; c < 128; c++) {
            lists.add(new ArrayList<>());
        }
        for (KeyFormat format : KeyFormat.KNOWN) {
            lists.get(format.prefix().charAt(0)).add(format);
        }
        return lists.stream().map(list -> list.toArray(KeyFormat[]::new)).toArray(KeyFormat[][]::new);
    }
}
