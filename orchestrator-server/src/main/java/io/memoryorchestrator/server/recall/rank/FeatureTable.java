package io.memoryorchestrator.server.recall.rank;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.recall.text.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every feature of every turn of a corpus, for one question. */
public final class FeatureTable {

    private final Corpus corpus;
    private final Map<Feature, double[]> columns = new EnumMap<>(Feature.class);
    private double[] words = new double[0];

    private FeatureTable(Corpus corpus) {
        this.corpus = corpus;
    }

    /** @param halfLife after which a turn's recency has halved */
    public static FeatureTable of(Corpus corpus, Question question, Nearness nearness, Instant now, Duration halfLife) {
        FeatureTable table = new FeatureTable(corpus);
        table.addWords(question);
        table.addMeaning(nearness);
        table.addContext();
        table.addShape(question);
        table.addTime(question, now, halfLife);
        table.addSeveral(question);
        return table;
    }

    public double value(Feature feature, int place) {
        double[] column = columns.get(feature);
        return column == null ? 0 : column[place];
    }

    /** The weighted sum of each turn's features. */
    public double[] scores(Weights weights) {
        double[] scores = new double[corpus.size()];
        columns.forEach((feature, column) -> {
            double weight = weights.of(feature);
            for (int i = 0; weight != 0 && i < scores.length; i++) {
                scores[i] += weight * column[i];
            }
        });
        return scores;
    }

    /** What a turn's score is made of, by group of features; the values add up to the score. */
    public Map<String, Double> parts(int place, Weights weights) {
        Map<String, Double> parts = new TreeMap<>();
        columns.forEach(
                (feature, column) -> parts.merge(feature.group(), weights.of(feature) * column[place], Double::sum));
        parts.values().removeIf(value -> value == 0);
        return parts;
    }

    /** BM25 of the turn with its neighbours as it is; zero when none of the question's words occur there. */
    public double[] words() {
        return words.clone();
    }

    private void addWords(Question question) {
        Bm25 bm25 = new Bm25(corpus, question.words());
        List<Word> nameless = question.nameless();
        words = bm25.window(question.words());
        columns.put(Feature.WORDS, Columns.z(bm25.own(question.words())));
        columns.put(Feature.WORDS_WINDOW, Columns.z(words));
        double[] own = Columns.z(bm25.own(nameless));
        columns.put(Feature.WORDS_NAMELESS, own);
        columns.put(Feature.WORDS_WINDOW_NAMELESS, Columns.z(bm25.window(nameless)));
        columns.put(Feature.WORDS_PREVIOUS, Columns.of(corpus, own, -1));
        columns.put(Feature.WORDS_NEXT, Columns.of(corpus, own, 1));
        columns.put(Feature.COVERAGE, Columns.z(bm25.coverage(nameless, false)));
        columns.put(Feature.COVERAGE_WINDOW, Columns.z(bm25.coverage(nameless, true)));
        columns.put(Feature.PHRASE, phrases(nameless));
        columns.put(Feature.WORDS_SQUARED, squared(own, 5));
        SimilarWords similar = new SimilarWords(corpus, nameless, bm25);
        columns.put(Feature.SIMILAR_WORDS, Columns.z(similar.own()));
        columns.put(Feature.SIMILAR_WORDS_WINDOW, Columns.z(similar.window()));
    }

    private void addMeaning(Nearness nearness) {
        double[] meaning = Columns.z(nearness.cosines());
        columns.put(Feature.MEANING, meaning);
        columns.put(Feature.MEANING_NAMELESS, Columns.z(nearness.nameless()));
        columns.put(Feature.MEANING_PREVIOUS, Columns.of(corpus, meaning, -1));
        columns.put(Feature.MEANING_NEXT, Columns.of(corpus, meaning, 1));
        columns.put(Feature.MEANING_SQUARED, squared(meaning, 3));
        columns.put(
                Feature.MEANING_AND_WORDS,
                column(place ->
                        Math.min(Math.max(0, meaning[place]), Math.max(0, value(Feature.WORDS_NAMELESS, place)))));
    }

    private void addContext() {
        addBestOfSession(Feature.WORDS_NAMELESS, Feature.SESSION_WORDS);
        addBestOfSession(Feature.WORDS_WINDOW_NAMELESS, Feature.SESSION_WORDS_WINDOW);
        addBestOfSession(Feature.MEANING, Feature.SESSION_MEANING);
    }

    private void addBestOfSession(Feature of, Feature as) {
        double[] column = columns.get(of);
        if (column != null) {
            columns.put(as, Columns.bestOfSession(corpus, column));
        }
    }

    private void addShape(Question question) {
        double[] asks = column(place -> corpus.passage(place).endsInQuestion() ? 1 : 0);
        columns.put(Feature.SPEAKER, column(place -> saidByTheOneAskedAbout(question, place) ? 1 : 0));
        columns.put(Feature.ENDS_IN_QUESTION, asks);
        columns.put(Feature.AFTER_QUESTION, Columns.of(corpus, asks, -1));
        columns.put(Feature.HAS_QUESTION, column(place -> corpus.passage(place).hasQuestion() ? 1 : 0));
        columns.put(Feature.LENGTH, column(place -> corpus.passage(place).length()));
        columns.put(Feature.FIRST_IN_SESSION, column(place -> corpus.neighbours(place, place - 1) ? 0 : 1));
        columns.put(
                Feature.NUMBER,
                column(place -> question.asksHowMany() && corpus.passage(place).hasNumber() ? 1 : 0));
        columns.put(
                Feature.CAPITALS,
                column(place -> question.asksWhen() ? 0 : corpus.passage(place).capitals()));
    }

    private void addTime(Question question, Instant now, Duration halfLife) {
        if (!question.moments().isEmpty()) {
            columns.put(
                    Feature.DATE,
                    column(place -> question.moments().fit(corpus.turn(place).occurredAt())));
        }
        columns.put(
                Feature.WHEN_AND_RELATIVE_TIME,
                column(place -> question.asksWhen() && corpus.passage(place).tellsTime() ? 1 : 0));
        columns.put(
                Feature.RECENCY, column(place -> Recency.of(corpus.turn(place).occurredAt(), now, halfLife)));
        columns.put(Feature.IMPORTANCE, column(place -> corpus.turn(place).importance() - Turn.DEFAULT_IMPORTANCE));
    }

    private void addSeveral(Question question) {
        if (!question.asksForSeveral()) {
            return;
        }
        Map.of(
                        Feature.WORDS_NAMELESS, Feature.LIST_WORDS,
                        Feature.MEANING, Feature.LIST_MEANING,
                        Feature.SESSION_WORDS, Feature.LIST_SESSION_WORDS,
                        Feature.SESSION_WORDS_WINDOW, Feature.LIST_SESSION_WORDS_WINDOW,
                        Feature.SESSION_MEANING, Feature.LIST_SESSION_MEANING,
                        Feature.ENDS_IN_QUESTION, Feature.LIST_ENDS_IN_QUESTION,
                        Feature.LENGTH, Feature.LIST_LENGTH,
                        Feature.SPEAKER, Feature.LIST_SPEAKER)
                .forEach((of, as) -> columns.put(as, column(place -> value(of, place))));
    }

    private boolean saidByTheOneAskedAbout(Question question, int place) {
        if (question.speaker() != null) {
            return corpus.passage(place).speaker().equals(question.speaker());
        }
        return question.role() != null && corpus.turn(place).role() == question.role();
    }

    private double[] phrases(List<Word> words) {
        Map<String, Set<String>> followers = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            followers
                    .computeIfAbsent(words.get(i).term(), first -> new HashSet<>())
                    .add(words.get(i + 1).term());
        }
        double[] phrases = new double[corpus.size()];
        followers.keySet().forEach(first -> {
            for (int place : corpus.terms().of(first).documents()) {
                phrases[place] = pairs(corpus.passage(place).terms(), followers);
            }
        });
        return phrases;
    }

    /** How many different pairs stand together in the terms. */
    private static int pairs(List<String> terms, Map<String, Set<String>> followers) {
        Set<List<String>> found = Set.of();
        for (int i = 0; i + 1 < terms.size(); i++) {
            Set<String> wanted = followers.get(terms.get(i));
            if (wanted != null && wanted.contains(terms.get(i + 1))) {
                found = found.isEmpty() ? new HashSet<>() : found;
                found.add(List.of(terms.get(i), terms.get(i + 1)));
            }
        }
        return found.size();
    }

    private static double[] squared(double[] values, double divisor) {
        double[] squared = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squared[i] = values[i] > 0 ? values[i] * values[i] / divisor : 0;
        }
        return squared;
    }

    private double[] column(java.util.function.IntToDoubleFunction value) {
        double[] column = new double[corpus.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.applyAsDouble(i);
        }
        return column;
    }
}
