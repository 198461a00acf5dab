package io.memoryorchestrator.api.model;

import java.util.HexFormat;

/**
 * The fingerprint by which two contents are told apart: SHA-256 of the redacted text in UTF-8.
 *
 * <p>Databases cannot keep U+0000 or half of a surrogate pair. Both are read as U+FFFD here, and stored so, so that a turn
 * that comes again is recognised by what became of it.
 */
public final class ContentHash {
    private static final char REPLACEMENT = '\uFFFD';

    private ContentHash() {}

    /** Lower-case hexadecimal, as {@code TurnOutline} has it. */
    public static String hex(String content) {
        return HexFormat.of().formatHex(bytes(content));
    }

    /** The 32 bytes. */
    public static byte[] bytes(String content) {
        return Sha256.of(storable(content));
    }

    /** The text with U+FFFD where it holds what cannot be stored; the same object when it holds nothing of the kind. */
    public static String storable(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (int at = bad; at >= 0; at = firstBad(text, at + 1)) {
            clean.setCharAt(at, REPLACEMENT);
        }
        return clean.toString();
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
