package io.memoryorchestrator.pii;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A pattern of the operator's own, reported as {@link PiiType#CUSTOM}. It runs on RE2, whose time is linear in the text whatever the
 * pattern; look-around and back-references do not exist there.
 *
 * @param name what the finding's detector is called
 * @param pattern the compiled pattern
 */
public record CustomPattern(String name, Pattern pattern) {

    /**
     * Compiles a pattern in RE2 syntax.
     *
     * @throws IllegalArgumentException if the pattern is not valid there; the message says where
     */
    public static CustomPattern of(String name, String expression) {
        try {
            return new CustomPattern(name, Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "custom pattern '" + name + "' is not valid RE2 syntax (" + e.getMessage()
                            + "); look-around and back-references are not supported",
                    e);
        }
    }
}
