package io.memoryorchestrator.server.recall.rank;

import java.util.Locale;

/**
 * What a turn is judged by. "z" means: the distance from the mean of all of the user's turns in standard deviations.
 * "Nameless" means: with the names of the speakers taken out of the question, since a name in a question draws the turns
 * that address this person, which are the other's. The group is the name under which a score's parts are handed out.
 */
public enum Feature {
    /** BM25 of the turn's own words, z. */
    WORDS("words"),
    /** BM25 of the turn's words with those of the turns before and after it, z. */
    WORDS_WINDOW("words"),
    /** As WORDS, nameless. */
    WORDS_NAMELESS("words"),
    /** As WORDS_WINDOW, nameless. */
    WORDS_WINDOW_NAMELESS("words"),
    /** WORDS_NAMELESS of the turn before. */
    WORDS_PREVIOUS("neighbours"),
    /** WORDS_NAMELESS of the turn after. */
    WORDS_NEXT("neighbours"),
    /** Share of the question's words, by their weight, that the turn has, z. */
    COVERAGE("words"),
    /** The same for the turn with its neighbours, z. */
    COVERAGE_WINDOW("words"),
    /** How many pairs of words that stand together in the question stand together in the turn. */
    PHRASE("words"),
    /** Square of a positive WORDS_NAMELESS, by 5: few turns have many of the words. */
    WORDS_SQUARED("words"),
    /** How near the turn's nearest words come to each of the question's words, by their weight, z. */
    SIMILAR_WORDS("words"),
    /** The same for the turn with its neighbours, z. */
    SIMILAR_WORDS_WINDOW("words"),
    /** Cosine of the question's vector and the turn's, z. */
    MEANING("vectors"),
    /** As MEANING, nameless. */
    MEANING_NAMELESS("vectors"),
    /** MEANING of the turn before. */
    MEANING_PREVIOUS("neighbours"),
    /** MEANING of the turn after. */
    MEANING_NEXT("neighbours"),
    /** Square of a positive MEANING, by 3. */
    MEANING_SQUARED("vectors"),
    /** The lesser of MEANING and WORDS_NAMELESS where both are positive: found in both ways. */
    MEANING_AND_WORDS("vectors"),
    /** 1 when it is said by the one whom the question asks about ("what did I say", "what did you suggest", or a name). */
    SPEAKER("speaker"),
    /** How well the time fits a time that the question names, 0 to 1.3. */
    DATE("date"),
    /** 1 when the question asks when, and the turn says "yesterday" or the like. */
    WHEN_AND_RELATIVE_TIME("date"),
    /** 1 when the question asks how many, and the turn has a number. */
    NUMBER("shape"),
    /** 1 when the turn ends in a question mark: questions are seldom what is looked for. */
    ENDS_IN_QUESTION("shape"),
    /** 1 when there is a question mark anywhere. */
    HAS_QUESTION("shape"),
    /** Logarithm of the turn's length in characters, less 4. */
    LENGTH("shape"),
    /** 1 for the first turn of a session. */
    FIRST_IN_SESSION("shape"),
    /** 1 when the turn before ended in a question mark. */
    AFTER_QUESTION("shape"),
    /** Capitalised words inside sentences, at most 3, unless the question asks when. */
    CAPITALS("shape"),
    /** The best WORDS_NAMELESS of another turn of the session. */
    SESSION_WORDS("session"),
    /** The best WORDS_WINDOW_NAMELESS of another turn of the session. */
    SESSION_WORDS_WINDOW("session"),
    /** The best MEANING of another turn of the session. */
    SESSION_MEANING("session"),
    /** WORDS_NAMELESS, when the question asks for several things ("which books", "how many"). */
    LIST_WORDS("list"),
    /** MEANING, when the question asks for several things. */
    LIST_MEANING("list"),
    /** SESSION_WORDS, when the question asks for several things: they are spread over sessions. */
    LIST_SESSION_WORDS("list"),
    /** SESSION_WORDS_WINDOW, when the question asks for several things. */
    LIST_SESSION_WORDS_WINDOW("list"),
    /** SESSION_MEANING, when the question asks for several things. */
    LIST_SESSION_MEANING("list"),
    /** ENDS_IN_QUESTION, when the question asks for several things. */
    LIST_ENDS_IN_QUESTION("list"),
    /** LENGTH, when the question asks for several things. */
    LIST_LENGTH("list"),
    /** SPEAKER, when the question asks for several things. */
    LIST_SPEAKER("list"),
    /** Half to the power of the turn's age in half-lives, 0 to 1; the future counts as now. Not fitted. */
    RECENCY("recency"),
    /** The turn's importance, less the 0.5 of a turn that does not say. Not fitted. */
    IMPORTANCE("importance");

    private final String group;

    Feature(String group) {
        this.group = group;
    }

    /** The name in a score's parts. */
    public String group() {
        return group;
    }

    /** The name in the weights file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it compares the question's words with the turn's. */
    boolean readsWords() {
        return name().contains("WORDS") || this == COVERAGE || this == COVERAGE_WINDOW || this == PHRASE;
    }

    /** Whether the fitting command may set its weight; the others depend on the application and not on the question. */
    public boolean fitted() {
        return this != RECENCY && this != IMPORTANCE;
    }
}
