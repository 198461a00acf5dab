package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.Arrays;

/**
 * The grammar of what the filter itself writes: {@code [TYPE]}, {@code [TYPE:****1111]} and {@code [TYPE:letters]}.
 *
 * <p>The grammar is strict on purpose. Whatever matches it is never searched again, so it must not be a place to hide a value: a mask
 * keeps at most four characters and a pseudonym is exactly sixteen lower-case letters.
 */
final class Placeholders {

    static final int PSEUDONYM_LENGTH = 16;
    static final int LONGEST = 40;
    private static final int MASK_KEEPS = 4;
    private static final String STARS = "****";
    private static final String[] NAMES =
            Arrays.stream(PiiType.values()).map(PiiType::name).toArray(String[]::new);

    private Placeholders() {}

    /** The offset after the placeholder that begins at {@code start}, or -1 if there is none. */
    static int end(String text, int start) {
        int name = start + 1;
        if (name >= text.length() || text.charAt(start) != '[' || !Chars.upper(text.charAt(name))) {
            return -1;
        }
        for (String type : NAMES) {
            int after = name + type.length();
            if (after < text.length() && text.startsWith(type, name)) {
                char next = text.charAt(after);
                if (next == ']') {
                    return after + 1;
                }
                if (next == ':') {
                    return endOfDetail(text, after + 1);
                }
            }
        }
        return -1;
    }

    private static int endOfDetail(String text, int start) {
        int at = start;
        if (text.startsWith(STARS, start)) {
            at += STARS.length();
            int kept = at;
            while (at < text.length() && at - kept < MASK_KEEPS && Chars.asciiWord(text.charAt(at))) {
                at++;
            }
        } else {
            while (at < text.length() && at - start < PSEUDONYM_LENGTH && lowerCaseLetter(text.charAt(at))) {
                at++;
            }
            if (at - start != PSEUDONYM_LENGTH) {
                return -1;
            }
        }
        return at < text.length() && text.charAt(at) == ']' ? at + 1 : -1;
    }

    private static boolean lowerCaseLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
