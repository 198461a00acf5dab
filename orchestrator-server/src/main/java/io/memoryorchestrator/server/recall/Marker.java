package io.memoryorchestrator.server.recall;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The two lines between which remembered things are handed out. Both carry the id of the answer, which is random and
 * younger than anything remembered: no stored text can contain the end marker of the block that it is put into.
 */
final class Marker {

    /** The first line of a block, wherever it stands; group 1 is the id. */
    static final Pattern BEGIN = Pattern.compile(
            "\\[memory-context ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOKALIKE =
            Pattern.compile("[\\[<({\\uFF3B\\u3010]\\s{0,4}/?\\s{0,4}(?=memory-context)", Pattern.CASE_INSENSITIVE);

    private Marker() {}

    static String begin(UUID contextId) {
        return "[memory-context " + contextId + "]";
    }

    static String end(String contextId) {
        return "[/memory-context " + contextId + "]";
    }

    /** Takes the opening bracket away from anything in a remembered text that looks like a marker. */
    static String neutralised(String text) {
        return text.contains("emory-") || text.contains("EMORY-")
                ? LOOKALIKE.matcher(text).replaceAll("~")
                : text;
    }
}
