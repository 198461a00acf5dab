package io.memoryorchestrator.server.recall.text;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Which English words mean nearly the same, so that a question for "exercise" finds "yoga". A table of 21,000 words with
 * 64 dimensions of eight bits each, made from the bge-small-en-v1.5 model (MIT licence): every whole word of its own
 * vocabulary embedded by itself, centred, reduced to its 64 principal components and scaled to length one.
 */
public final class WordVectors {

    private static final String RESOURCE = "word-vectors.bin";
    private static final int FULL = 127;

    private final Map<String, Integer> ids;
    private final byte[] values;
    private final int dimensions;

    private WordVectors(Map<String, Integer> ids, byte[] values, int dimensions) {
        this.ids = ids;
        this.values = values;
        this.dimensions = dimensions;
    }

    /** The table that comes with the application, read on first use. */
    public static WordVectors shared() {
        return Loaded.TABLE;
    }

    /** The word's place in the table, or -1 when it is not in it. */
    public int id(String form) {
        return ids.getOrDefault(form, -1);
    }

    /** Cosine of two words of the table. */
    public double similarity(int one, int other) {
        int a = one * dimensions;
        int b = other * dimensions;
        int sum = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += values[a + i] * values[b + i];
        }
        return (double) sum / (FULL * FULL);
    }

    private static WordVectors read() {
        try (InputStream in = WordVectors.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the table " + RESOURCE + " is missing from the application");
            }
            DataInputStream data = new DataInputStream(new BufferedInputStream(in));
            int words = data.readInt();
            int dimensions = data.readInt();
            Map<String, Integer> ids = HashMap.newHashMap(words);
            for (int i = 0; i < words; i++) {
                ids.put(data.readUTF(), i);
            }
            byte[] values = new byte[words * dimensions];
            data.readFully(values);
            return new WordVectors(Map.copyOf(ids), values, dimensions);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Loaded {
        static final WordVectors TABLE = read();
    }
}
