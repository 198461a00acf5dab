package io.memoryorchestrator.adapter.mem0;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises utterances that consist of set phrases and nothing else. The phrases, by kind and language, stand in
 * {@code phrases.txt}; matching takes the longest phrase at each word and fails at the first word that is in none.
 */
final class Phrases {
    private static final String RESOURCE = "phrases.txt";
    private static final int LONGEST_UTTERANCE = 200;
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");

    /** Kinds of phrases. Fillers stand beside one of the others and mean nothing alone. */
    enum Kind {
        GREETING,
        ACKNOWLEDGEMENT,
        FILLER
    }

    private final Map<String, Kind> kinds = new HashMap<>();
    private final int longest;

    private Phrases(List<String> lines) {
        int most = 1;
        Kind kind = null;
        for (String line : lines) {
            if (line.startsWith("[")) {
                kind = Kind.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                for (String phrase : line.split(",", -1)) {
                    List<String> words = words(phrase);
                    kinds.put(
                            String.join(" ", words), Objects.requireNonNull(kind, "a [kind] before the first phrase"));
                    most = Math.max(most, words.size());
                }
            }
        }
        longest = most;
    }

    static Phrases load() {
        try (InputStream stream = Objects.requireNonNull(Phrases.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new Phrases(lines.lines().toList());
        } catch (IOException broken) {
            throw new UncheckedIOException("The phrases in the adapter's own jar cannot be read", broken);
        }
    }

    /** @return GREETING when one is among the phrases, else ACKNOWLEDGEMENT; empty when anything else is said */
    Optional<Kind> kindOf(String utterance) {
        if (utterance.length() > LONGEST_UTTERANCE) {
            return Optional.empty();
        }
        List<String> words = words(utterance);
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        int at = 0;
        while (at < words.size()) {
            int taken = longestAt(words, at, found);
            if (taken == 0) {
                return Optional.empty();
            }
            at += taken;
        }
        return found.contains(Kind.GREETING)
                ? Optional.of(Kind.GREETING)
                : found.contains(Kind.ACKNOWLEDGEMENT) ? Optional.of(Kind.ACKNOWLEDGEMENT) : Optional.empty();
    }

    private int longestAt(List<String> words, int at, Set<Kind> found) {
        for (int length = Math.min(longest, words.size() - at); length > 0; length--) {
            Kind kind = kinds.get(String.join(" ", words.subList(at, at + length)));
            if (kind != null) {
                found.add(kind);
                return length;
            }
        }
        return 0;
    }

    private static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace('\u0451', '\u0435');
        List<String> words = new ArrayList<>();
        for (String word : NOT_A_WORD.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
