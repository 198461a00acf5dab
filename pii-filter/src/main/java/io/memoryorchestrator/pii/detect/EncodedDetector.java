package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Base64 that hides something: decodes to plain text in which there is something to find. The whole of it is then taken. */
final class EncodedDetector implements Detector {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 8192;

    @Override
    public long types() {
        return ~0L;
    }

    @Override
    public int hits() {
        return Detector.on(Hits.TOKEN);
    }

    @Override
    public void inspect(Scan scan, int kind, int at, int detail) {
        if (scan.nested()) {
            return;
        }
        int start = at;
        int end = detail;
        while (detail - start < LONGEST && alphabet(scan.at(start - 1))) {
            start--;
        }
        while (end - start < LONGEST && alphabet(scan.at(end))) {
            end++;
        }
        int body = end;
        while (end - body < 2 && scan.at(end) == '=') {
            end++;
        }
        if (body - start < SHORTEST
                || body - start >= LONGEST
                || (body - start) % 4 == 1
                || !mixed(scan, start, body)) {
            return;
        }
        String decoded = decoded(scan.text().substring(start, body));
        if (printable(decoded)) {
            List<Finding> inside = Detection.nested(decoded, scan.policy());
            if (!inside.isEmpty()) {
                PiiType type = inside.getFirst().type();
                scan.report(
                        type,
                        start,
                        end,
                        inside.getFirst().confidence(),
                        "base64-" + inside.getFirst().detector());
            }
        }
    }

    private static boolean alphabet(char c) {
        return Chars.asciiWord(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    /** Encoded text has capitals and small letters; a long word or a path mostly has not. */
    private static boolean mixed(Scan scan, int from, int end) {
        boolean upper = false;
        boolean lower = false;
        for (int i = from; i < end; i++) {
            char c = scan.at(i);
            upper |= Chars.upper(c);
            lower |= Chars.asciiLetter(c) && !Chars.upper(c);
        }
        return upper && lower;
    }

    private static String decoded(String encoded) {
        String standard = encoded.replace('-', '+').replace('_', '/');
        try {
            return new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD' || (c < ' ' && !Chars.space(c)) || c == 0x7F) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
