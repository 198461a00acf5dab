package io.memoryorchestrator.server.recall;

import java.util.regex.Matcher;

/**
 * Recognises context that was handed out when it comes back inside a turn, as when a frontend sends the whole prompt
 * along. It is taken out before the turn is stored, so that memory never feeds on itself. Must see the text before
 * redaction, which might take the id in the marker for something else.
 */
public final class EchoGuard {

    private EchoGuard() {}

    /**
     * The text without any block of handed-out context. Of a block without its end (cut off on the way) the marker and
     * the lines that have the form of a block's lines are taken out, and what follows them stays.
     *
     * @return the same string when there is no block in it; empty when there is nothing else, so that the turn as a whole
     *     is an echo
     */
    public static String strip(String content) {
        Matcher begin = Marker.BEGIN.matcher(content);
        if (!begin.find()) {
            return content;
        }
        StringBuilder rest = new StringBuilder(content.length());
        int kept = 0;
        do {
            rest.append(content, kept, begin.start());
            kept = endOfBlock(content, begin.end(), begin.group(1));
        } while (begin.find(kept));
        rest.append(content, kept, content.length());
        String stripped = rest.toString().strip();
        return onlyQuoteSigns(stripped) ? "" : stripped;
    }

    private static int endOfBlock(String content, int from, String contextId) {
        String end = Marker.end(contextId);
        int at = content.indexOf(end, from);
        return at >= 0 ? at + end.length() : endOfBlockLines(content, from);
    }

    private static int endOfBlockLines(String content, int from) {
        int at = endOfLine(content, from);
        while (at < content.length()) {
            int next = endOfLine(content, at + 1);
            if (!ContextBlock.isLineOfBlock(content.substring(at + 1, next))) {
                break;
            }
            at = next;
        }
        return at;
    }

    private static int endOfLine(String content, int from) {
        int newline = content.indexOf('\n', Math.min(from, content.length()));
        return newline < 0 ? content.length() : newline;
    }

    private static boolean onlyQuoteSigns(String text) {
        return text.chars().allMatch(c -> c == '>' || c == '`' || c == '"' || Character.isWhitespace(c));
    }
}
