package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Curation.Verdict;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which turns are worth a language model's time. In this order:
 *
 * <ol>
 *   <li>{@code system} and {@code tool}: what software says to software;
 *   <li>{@code echo}: what carries the marker of context that was handed out, so that memory never feeds on itself;
 *   <li>a turn whose importance somebody set to {@value #IMPORTANT} or more is sent, whatever it says;
 *   <li>{@code empty}: nothing but signs, emoji and the placeholders of redaction;
 *   <li>{@code greeting} and {@code acknowledgement}: set phrases and nothing else, see {@link Phrases}.
 * </ol>
 *
 * Everything else is sent: a skipped turn is never remembered by Mem0, and a needless one costs a model call.
 */
final class TurnCuration {
    static final double IMPORTANT = 0.8;

    private static final Verdict SEND = new Verdict.Send();

    /** The first or last line of a block of context, see the server's rendering of fetchContext. */
    private static final Pattern HANDED_OUT =
            Pattern.compile("\\[/?memory-context [0-9a-f-]{36}]", Pattern.CASE_INSENSITIVE);

    /** Such as {@code [EMAIL]} or {@code [CARD:****1111]}: what redaction leaves in place of a value. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[[A-Z][A-Z0-9_]{1,40}(?::[^]\\s]{1,80})?]");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

    private final Phrases phrases = Phrases.load();

    Verdict judge(Turn turn) {
        if (turn.role() == Role.SYSTEM || turn.role() == Role.TOOL) {
            return skip(turn.role().wireName());
        }
        String content = turn.content();
        if (HANDED_OUT.matcher(content).find()) {
            return skip("echo");
        }
        if (turn.importance() >= IMPORTANT) {
            return SEND;
        }
        if (!WORD.matcher(PLACEHOLDER.matcher(content).replaceAll(" ")).find()) {
            return skip("empty");
        }
        return phrases.kindOf(content)
                .map(kind -> skip(kind.name().toLowerCase(Locale.ROOT)))
                .orElse(SEND);
    }

    private static Verdict skip(String reason) {
        return new Verdict.Skip(reason);
    }
}
