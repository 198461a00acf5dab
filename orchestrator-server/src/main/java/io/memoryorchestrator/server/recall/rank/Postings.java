package io.memoryorchestrator.server.recall.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which document has which term how often.
 *
 * @param <T> what a term is
 */
final class Postings<T> {

    private static final Entries NONE = new Entries(new int[0], new int[0]);

    private final Map<T, Entries> byTerm;
    private final int[] lengths;

    private Postings(Map<T, Entries> byTerm, int[] lengths) {
        this.byTerm = byTerm;
        this.lengths = lengths;
    }

    static <T> Postings<T> of(List<List<T>> documents) {
        Map<T, List<int[]>> growing = new HashMap<>();
        int[] lengths = new int[documents.size()];
        for (int document = 0; document < lengths.length; document++) {
            lengths[document] = documents.get(document).size();
            for (T term : documents.get(document)) {
                List<int[]> entries = growing.computeIfAbsent(term, key -> new ArrayList<>());
                if (!entries.isEmpty() && entries.getLast()[0] == document) {
                    entries.getLast()[1]++;
                } else {
                    entries.add(new int[] {document, 1});
                }
            }
        }
        Map<T, Entries> byTerm = HashMap.newHashMap(growing.size());
        growing.forEach((term, entries) -> byTerm.put(
                term,
                new Entries(
                        entries.stream().mapToInt(entry -> entry[0]).toArray(),
                        entries.stream().mapToInt(entry -> entry[1]).toArray())));
        return new Postings<>(byTerm, lengths);
    }

    int documents() {
        return lengths.length;
    }

    int length(int document) {
        return lengths[document];
    }

    double meanLength() {
        return Arrays.stream(lengths).average().orElse(0);
    }

    void forEach(BiConsumer<T, Entries> use) {
        byTerm.forEach(use);
    }

    Set<T> terms() {
        return byTerm.keySet();
    }

    Entries of(T term) {
        return byTerm.getOrDefault(term, NONE);
    }

    /** The documents with a term, ascending, and how often each has it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entries(int[] documents, int[] counts) {}
}
