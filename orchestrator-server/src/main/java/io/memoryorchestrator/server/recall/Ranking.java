package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.FeatureTable;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Everything that bears on a question, best first, and where each list has it.
 *
 * @param wordRanks places in the list by words, from 1; 0 for a turn that is not in it
 * @param vectorRanks places in the list by vectors, from 1; 0 for a turn that is not in it
 * @param recent the ongoing session's last turns, oldest first
 * @param distilled what stands beside the turns, each list as it was found
 */
@SuppressWarnings("ArrayRecordComponent")
record Ranking(
        Corpus corpus,
        int[] wordRanks,
        int[] vectorRanks,
        List<UUID> recent,
        List<Distilled> distilled,
        List<Candidate> bestFirst) {

    private static final String TURN = "turn";

    static Ranking of(
            ContextFetch request,
            Gathered gathered,
            List<UUID> recent,
            List<Distilled> distilled,
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
                settings.halfLives().of(TURN));
        Weights used = request.includes(ContextPart.WORDS) ? weights : weights.withoutWords();
        double[] scores = table.scores(used);
        int[] wordRanks = request.includes(ContextPart.WORDS)
                ? ranks(table.words(), Integer.MAX_VALUE, true, gathered)
                : new int[scores.length];
        int[] vectorRanks = nearness == null
                ? new int[scores.length]
                : ranks(nearness.cosines(), settings.candidates(), false, gathered);
        List<Candidate> found = new ArrayList<>();
        for (int place = 0; place < scores.length; place++) {
            Turn turn = corpus.turn(place);
            List<String> sources = sources(recent.contains(turn.id()), wordRanks[place], vectorRanks[place]);
            boolean admitted =
                    gathered.admits(turn) && (sources.contains("recent") || Filters.admits(request.filter(), turn));
            if (!sources.isEmpty() && admitted) {
                int at = place;
                found.add(Candidate.of(turn, sources, scores[place], () -> table.parts(at, used)));
            }
        }
        found.sort(Candidate.BEST_FIRST);
        found.addAll(Placement.among(found).of(distilled, used, settings.halfLives(), now));
        found.sort(Candidate.BEST_FIRST);
        return new Ranking(
                corpus, wordRanks, vectorRanks, List.copyOf(recent), List.copyOf(distilled), List.copyOf(found));
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

    private static int[] ranks(double[] scores, int deepest, boolean positive, Gathered gathered) {
        List<Integer> order = new ArrayList<>(scores.length);
        for (int place = 0; place < scores.length; place++) {
            boolean scored = !positive || scores[place] > 0;
            if (scored && gathered.admits(gathered.corpus().turn(place))) {
                order.add(place);
            }
        }
        order.sort((one, other) -> Double.compare(scores[other], scores[one]));
        int[] ranks = new int[scores.length];
        for (int i = 0; i < Math.min(order.size(), deepest); i++) {
            ranks[order.get(i)] = i + 1;
        }
        return ranks;
    }

    /** Where each list has something, by list; a list that does not have it is absent. */
    Map<String, Integer> ranks(String id) {
        Map<String, Integer> ranks = new TreeMap<>();
        int place = place(id);
        if (place >= 0) {
            ranks.put("words", wordRanks[place]);
            ranks.put("vectors", vectorRanks[place]);
            // The newest comes last in the session and first in this list.
            int fromOldest = recent.indexOf(corpus.turn(place).id());
            ranks.put("recent", fromOldest < 0 ? 0 : recent.size() - fromOldest);
        }
        Map<String, Integer> counted = new HashMap<>();
        for (Distilled each : distilled) {
            int rank = counted.merge(each.source(), 1, Integer::sum);
            if (each.id().equals(id)) {
                ranks.putIfAbsent(each.source(), rank);
            }
        }
        ranks.values().removeIf(rank -> rank == 0);
        return ranks;
    }

    /** Whether it is one of the turns that were ranked or left out by the filter. */
    boolean looksAt(String id) {
        return place(id) >= 0;
    }

    private int place(String id) {
        return turnId(id).map(corpus::place).orElse(-1);
    }

    /** Nothing when the id is not of the form that turns have. */
    static Optional<UUID> turnId(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException noTurn) {
            return Optional.empty();
        }
    }

    /** The words of a turn in the form that they are compared in; none for what is not one of the turns looked at. */
    Set<String> terms(Candidate candidate) {
        Turn turn = candidate.turn();
        int place = turn == null ? -1 : corpus.place(turn.id());
        return place < 0 ? Set.of() : corpus.termsOfContent(place);
    }
}
