package io.memoryorchestrator.server.recall.rank;

import io.memoryorchestrator.server.recall.text.Word;
import io.memoryorchestrator.server.recall.text.WordVectors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How near the words of each turn come to those of the question: for each word of the question the nearest word of the
 * turn, by the weight of the question's word, added up.
 */
final class SimilarWords {

    /** Words less alike than this have nothing to do with one another. */
    private static final double UNLIKE = 0.3;

    private final double[] own;
    private final double[] window;

    SimilarWords(Corpus corpus, List<Word> words, Bm25 weights) {
        own = new double[corpus.size()];
        window = new double[corpus.size()];
        Set<String> done = new HashSet<>();
        for (Word word : words) {
            int id = WordVectors.shared().id(word.form());
            if (id >= 0 && done.add(word.form())) {
                add(corpus, id, weights.idf(word));
            }
        }
    }

    double[] own() {
        return own;
    }

    double[] window() {
        return window;
    }

    private void add(Corpus corpus, int id, double weight) {
        double[] best = new double[own.length];
        corpus.similar().forEach((other, entries) -> {
            double similarity = WordVectors.shared().similarity(id, other);
            if (similarity > UNLIKE) {
                double likeness = (similarity - UNLIKE) / (1 - UNLIKE);
                for (int document : entries.documents()) {
                    best[document] = Math.max(best[document], likeness);
                }
            }
        });
        for (int i = 0; i < best.length; i++) {
            double around = best[i];
            around = corpus.neighbours(i, i - 1) ? Math.max(around, best[i - 1]) : around;
            around = corpus.neighbours(i, i + 1) ? Math.max(around, best[i + 1]) : around;
            own[i] += weight * best[i];
            window[i] += weight * around;
        }
    }
}
