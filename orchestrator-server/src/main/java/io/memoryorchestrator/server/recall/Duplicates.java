package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Drops what says the same again. Two texts are the same when the same role says the same words, however they are
 * punctuated or written in capitals, or nearly all of the same words in a long text. One differing word in a short text
 * ("I live in Berlin", "I live in Bern") is news or a contradiction, and both stay.
 */
final class Duplicates {

    private static final double NEARLY_ALL = 0.95;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<Said> said = new ArrayList<>();

    Duplicates() {}

    /** Whether nothing that was taken before says the same; then this counts as taken. */
    boolean takeIfNew(Candidate candidate) {
        Said now = Said.by(candidate);
        if (said.stream().anyMatch(now::sameAs)) {
            return false;
        }
        said.add(now);
        return true;
    }

    private record Said(@Nullable Role role, String text, Set<String> words) {

        static Said by(Candidate candidate) {
            Turn turn = candidate.turn();
            String text = NO_WORD.matcher(candidate.text().toLowerCase(Locale.ROOT))
                    .replaceAll(" ")
                    .strip();
            return new Said(
                    turn == null ? null : turn.role(),
                    text.isEmpty() ? candidate.text() : text,
                    new HashSet<>(List.of(text.split(" "))));
        }

        boolean sameAs(Said other) {
            if (role != other.role) {
                return false;
            }
            if (text.equals(other.text)) {
                return true;
            }
            return Jaccard.atLeast(NEARLY_ALL, words, other.words);
        }
    }
}
