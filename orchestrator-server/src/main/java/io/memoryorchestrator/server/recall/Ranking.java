package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.FeatureTable;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Everything that bears on a question, best first, and where each list has it.
 *
 * @param wordRanks places in the list by words, from 1; 0 for a turn that is not in it
 * @param vectorRanks places in the list by vectors, from 1; 0 for a turn that is not in it
 */
@SuppressWarnings("ArrayRecordComponent")
record Ranking(Corpus corpus, int[] wordRanks, int[] vectorRanks, List<Candidate> bestFirst) {

    /** How many turns a provider's notes are put among. */
    private static final int TOP = 50;

    static Ranking of(
            ContextFetch request,
            Gathering.Gathered gathered,
            Set<UUID> recent,
            List<Note> notes,
            Weights weights,
            RecallSettings settings,
            Instant now) {
        Corpus corpus = gathered.corpus();
        Nearness nearness = gathered.nearness();
        FeatureTable table = FeatureTable.of(
                corpus,
                gathered.question(),
                nearness == null ? Nearness.unknown(corpus) : nearness,
                now,
                settings.halfLife());
        Weights used = request.includes(ContextPart.WORDS) ? weights : weights.withoutWords();
        double[] scores = table.scores(used);
        int[] wordRanks = request.includes(ContextPart.WORDS)
                ? ranks(table.words(), Integer.MAX_VALUE, true)
                : new int[scores.length];
        int[] vectorRanks =
                nearness == null ? new int[scores.length] : ranks(nearness.cosines(), settings.candidates(), false);
        List<Candidate> found = new ArrayList<>();
        for (int place = 0; place < scores.length; place++) {
            Turn turn = corpus.turn(place);
            List<String> sources = sources(recent.contains(turn.id()), wordRanks[place], vectorRanks[place]);
            boolean admitted = sources.contains("recent") || Filters.admits(request.filter(), turn);
            if (!sources.isEmpty() && admitted) {
                int at = place;
                found.add(Candidate.of(turn, sources, scores[place], () -> table.parts(at, used)));
            }
        }
        found.sort(Candidate.BEST_FIRST);
        found.addAll(placed(notes, found));
        found.sort(Candidate.BEST_FIRST);
        return new Ranking(corpus, wordRanks, vectorRanks, List.copyOf(found));
    }

    private static List<String> sources(boolean recent, int wordRank, int vectorRank) {
        List<String> sources = new ArrayList<>(3);
        if (recent) {
            sources.add("recent");
        }
        if (wordRank > 0) {
            sources.add("words");
        }
        if (vectorRank > 0) {
            sources.add("vectors");
        }
        return sources;
    }

    private static int[] ranks(double[] scores, int deepest, boolean positive) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> -scores[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[scores.length];
        for (int i = 0; i < Math.min(order.length, deepest); i++) {
            ranks[order[i]] = positive && scores[order[i]] <= 0 ? 0 : i + 1;
        }
        return ranks;
    }

    /** A provider's scores mean nothing here: its notes are spread over the best turns as they stand to one another. */
    private static List<Candidate> placed(List<Note> notes, List<Candidate> turns) {
        double[] top = turns.stream().limit(TOP).mapToDouble(Candidate::score).toArray();
        Spread among = Spread.of(top);
        Spread own = Spread.of(notes.stream().mapToDouble(Note::score).toArray());
        Set<String> seen = new HashSet<>();
        return notes.stream()
                .filter(note -> seen.add(note.id()))
                .map(note -> Candidate.of(note, "mem0", among.mean() + among.deviation() * (1 + own.z(note.score()))))
                .toList();
    }

    /** Where each list has a turn, by list; a list that does not have it is absent. */
    Map<String, Integer> ranks(UUID turnId) {
        int place = corpus.place(turnId);
        if (place < 0) {
            return Map.of();
        }
        Map<String, Integer> ranks = new java.util.TreeMap<>();
        if (wordRanks[place] > 0) {
            ranks.put("words", wordRanks[place]);
        }
        if (vectorRanks[place] > 0) {
            ranks.put("vectors", vectorRanks[place]);
        }
        return ranks;
    }

    /** The words of a turn in the form that they are compared in; none for what is not one of the turns looked at. */
    Set<String> terms(Candidate candidate) {
        Turn turn = candidate.turn();
        int place = turn == null ? -1 : corpus.place(turn.id());
        return place < 0 ? Set.of() : corpus.termsOfContent(place);
    }

    private record Spread(double mean, double deviation) {

        static Spread of(double[] scores) {
            double sum = 0;
            for (double score : scores) {
                sum += score;
            }
            double mean = scores.length == 0 ? 0 : sum / scores.length;
            double squares = 0;
            for (double score : scores) {
                squares += (score - mean) * (score - mean);
            }
            return new Spread(mean, scores.length == 0 ? 0 : Math.sqrt(squares / scores.length));
        }

        double z(double score) {
            return deviation < 1e-9 ? 0 : (score - mean) / deviation;
        }
    }
}
