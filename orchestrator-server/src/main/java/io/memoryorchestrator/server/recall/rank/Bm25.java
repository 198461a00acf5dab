package io.memoryorchestrator.server.recall.rank;

import io.memoryorchestrator.server.recall.text.Analyzer;
import io.memoryorchestrator.server.recall.text.Word;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * BM25 (Robertson and Zaragoza, "The probabilistic relevance framework", 2009, section 3.4; k1 = 1.2, b = 0.75) over the
 * turns of a corpus, each by itself and with its neighbours.
 */
final class Bm25 {

    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final Corpus corpus;
    private final Map<String, Counts> byForm = new LinkedHashMap<>();
    private final double[] windowLengths;
    private final double meanLength;
    private final double meanWindow;

    /** @param words of the question that will be scored, all of them */
    Bm25(Corpus corpus, List<Word> words) {
        this.corpus = corpus;
        Postings<String> terms = corpus.terms();
        windowLengths = new double[terms.documents()];
        double sum = 0;
        for (int i = 0; i < windowLengths.length; i++) {
            windowLengths[i] = terms.length(i)
                    + (corpus.neighbours(i, i - 1) ? terms.length(i - 1) : 0)
                    + (corpus.neighbours(i, i + 1) ? terms.length(i + 1) : 0);
            sum += windowLengths[i];
        }
        meanLength = terms.meanLength();
        meanWindow = windowLengths.length == 0 ? 0 : sum / windowLengths.length;
        words.forEach(word -> byForm.computeIfAbsent(word.term(), term -> counts(word)));
    }

    double[] own(List<Word> words) {
        double[] scores = new double[windowLengths.length];
        for (Counts counts : distinct(words)) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] +=
                        counts.idf() * saturated(counts.own()[i], corpus.terms().length(i), meanLength);
            }
        }
        return scores;
    }

    double[] window(List<Word> words) {
        double[] scores = new double[windowLengths.length];
        for (Counts counts : distinct(words)) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] += counts.windowIdf() * saturated(counts.window()[i], windowLengths[i], meanWindow);
            }
        }
        return scores;
    }

    /** The share of the words' weight that is there at all. */
    double[] coverage(List<Word> words, boolean window) {
        double[] shares = new double[windowLengths.length];
        double total = 0;
        for (Counts counts : distinct(words)) {
            total += counts.idf();
            double[] found = window ? counts.window() : counts.own();
            for (int i = 0; i < shares.length; i++) {
                shares[i] += found[i] > 0 ? counts.idf() : 0;
            }
        }
        return total == 0 ? shares : Columns.scaled(shares, 1 / total);
    }

    /** The weight of a word: greatest for one that no turn has. */
    double idf(Word word) {
        Counts counts = byForm.get(word.term());
        return counts == null ? 0 : counts.idf();
    }

    private List<Counts> distinct(List<Word> words) {
        Map<String, Counts> distinct = new LinkedHashMap<>();
        for (Word word : words) {
            Counts counts = byForm.get(word.term());
            if (counts != null) {
                distinct.put(word.term(), counts);
            }
        }
        return List.copyOf(distinct.values());
    }

    private static double saturated(double count, double length, double mean) {
        return count == 0 ? 0 : count * (K1 + 1) / (count + K1 * (1 - B + B * length / mean));
    }

    private Counts counts(Word word) {
        int documents = windowLengths.length;
        double[] own = new double[documents];
        for (String term : spellings(word)) {
            Postings.Entries entries = corpus.terms().of(term);
            for (int i = 0; i < entries.documents().length; i++) {
                own[entries.documents()[i]] += entries.counts()[i];
            }
        }
        double[] window = new double[documents];
        int with = 0;
        int windowsWith = 0;
        for (int i = 0; i < documents; i++) {
            window[i] = own[i]
                    + (corpus.neighbours(i, i - 1) ? own[i - 1] : 0)
                    + (corpus.neighbours(i, i + 1) ? own[i + 1] : 0);
            with += own[i] > 0 ? 1 : 0;
            windowsWith += window[i] > 0 ? 1 : 0;
        }
        return new Counts(own, window, idf(documents, with), idf(documents, windowsWith));
    }

    /** The term itself; where no turn has it, what it is in German, or else what may have been meant by a typing error. */
    private Set<String> spellings(Word word) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(word.term());
        spellings.add(Analyzer.otherTerm(word.form()));
        boolean known =
                spellings.stream().anyMatch(term -> corpus.terms().of(term).documents().length > 0);
        if (!known) {
            spellings.addAll(Spelling.near(word.term(), corpus.terms().terms()));
        }
        return spellings;
    }

    private static double idf(int documents, int with) {
        return Math.log(1 + (documents - with + 0.5) / (with + 0.5));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Counts(double[] own, double[] window, double idf, double windowIdf) {}
}
