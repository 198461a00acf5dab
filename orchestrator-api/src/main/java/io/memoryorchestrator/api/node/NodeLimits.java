package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.ContentHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How large values may be. They keep one row below what Postgres stores and reads well, and what a user keeps in one node
 * below what an exact search looks through in milliseconds.
 */
public final class NodeLimits {
    /** Characters of a text: what search by words reads of a turn, too. */
    public static final int TEXT = 100_000;

    /** Characters of a name, a type, a subject and the like. */
    public static final int NAME = 1_000;

    /** Characters of one chunk of a document. */
    public static final int CHUNK = 20_000;

    /** Chunks of one document. */
    public static final int CHUNKS = 1_000;

    /** Characters of all chunks of a document together. */
    public static final int DOCUMENT = 1_000_000;

    /** Aliases of an entity. */
    public static final int ALIASES = 50;

    /** Characters of metadata, attributes or properties as JSON. */
    public static final int OBJECT = 65_536;

    /** Characters of a value of working memory or under a key, as JSON. */
    public static final int VALUE = 262_144;

    /** Values of one kind in one node. */
    public static final int PER_KIND = 10_000;

    /** Matches of one query. */
    public static final int MATCHES = 1_000;

    /** Steps of a walk along relations. */
    public static final int DEPTH = 16;

    /** Weight of a relation; weights are summed, and stay exact enough below it. */
    public static final double WEIGHT = 1e9;

    /** The longest time to live. */
    public static final Duration TIME_TO_LIVE = Duration.ofDays(3_650);

    /** How long a value of working memory lives when the writer does not say. */
    public static final Duration WORKING_MEMORY = Duration.ofHours(1);

    private NodeLimits() {}

    /** A text that must not be blank, in the form that can be stored. */
    static String words(String name, String text, int longest) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return text(name, text, longest);
    }

    static String text(String name, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(name + " must have at most " + longest + " characters");
        }
        return ContentHash.storable(text);
    }

    static Map<String, @Nullable Object> object(String name, Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> normal = PlainValue.normalObject(object);
        size(name, normal, OBJECT);
        return normal;
    }

    static Object value(String name, Object value) {
        Object normal = Objects.requireNonNull(PlainValue.normal(value));
        size(name, normal, VALUE);
        return normal;
    }

    static double within(String name, double number, double least, double most) {
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException(
                    name + " must lie between " + PlainValue.text(least) + " and " + PlainValue.text(most));
        }
        return number + 0.0;
    }

    static int within(String name, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " must lie between " + least + " and " + most);
        }
        return number;
    }

    static <T> List<T> atMost(String name, List<T> list, int most) {
        if (list.size() > most) {
            throw new IllegalArgumentException(name + " must have at most " + most + " elements");
        }
        return List.copyOf(list);
    }

    private static void size(String name, @Nullable Object value, int most) {
        if (PlainValue.text(value).length() > most) {
            throw new IllegalArgumentException(name + " must have at most " + most + " characters as JSON");
        }
    }
}
