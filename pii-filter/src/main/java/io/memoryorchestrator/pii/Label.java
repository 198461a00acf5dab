package io.memoryorchestrator.pii;

import io.memoryorchestrator.pii.detect.LabelWords;

/** The name of a field, which says what its value is: {@code dateOfBirth}, {@code api-key}. May be kept and used again. */
public final class Label {
    /** No name at all. */
    public static final Label NONE = new Label("");

    private final String phrase;
    private final boolean telling;

    private Label(String phrase) {
        this.phrase = phrase;
        this.telling = LabelWords.tells(phrase);
    }

    /** Takes a name in any spelling: camel case, underscores, dashes, dots. */
    public static Label of(String name) {
        String phrase = LabelWords.phrase(name);
        return phrase.isEmpty() ? NONE : new Label(phrase);
    }

    /** Whether a value may be personal because of this name. */
    public boolean telling() {
        return telling;
    }

    /** The words of the name; empty if there are none. */
    String phrase() {
        return phrase;
    }
}
