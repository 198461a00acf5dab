package io.memoryorchestrator.server.recall.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Words that say nothing about what a text is about, per language. */
final class StopWords {

    static final Set<String> ENGLISH = load("en");
    static final Set<String> GERMAN = load("de");
    static final Set<String> RUSSIAN = load("ru");

    private StopWords() {}

    private static Set<String> load(String language) {
        String name = "stop-words-" + language + ".txt";
        try (InputStream in = StopWords.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the list " + name + " is missing from the application");
            }
            return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
