package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.TurnSurvey;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Of a user with very many turns, or of some types of memory: those that the store's own searches by words and by vector
 * find, with their neighbours.
 */
final class CandidateLists {

    private final CanonicalStore store;
    private final Embedder embedder;
    private final int candidates;

    CandidateLists(CanonicalStore store, Embedder embedder, int candidates) {
        this.store = store;
        this.embedder = embedder;
        this.candidates = candidates;
    }

    /** @param embedding of the question, under way; null when no vectors are wanted */
    Gathered gather(
            ContextFetch request, String query, Parts.@Nullable Part<float[]> embedding, Parts parts, Instant now) {
        Parts.Part<List<Hit>> words = request.includes(ContextPart.WORDS)
                ? parts.begin("words", () -> store.byWords(request.user(), query, request.filter(), candidates))
                : null;
        Optional<float[]> vector = embedding == null ? Optional.empty() : parts.await(embedding, "vectors");
        Parts.Part<List<Hit>> near =
                vector.isPresent() ? parts.begin("vectors", () -> nearest(request, vector.get())) : null;
        List<Hit> byWords = words == null ? List.of() : parts.await(words).orElse(List.of());
        List<Hit> byVector = near == null ? List.of() : parts.await(near).orElse(List.of());
        Set<UUID> found = new LinkedHashSet<>();
        List<Turn> turns = new ArrayList<>();
        for (Hit hit : concat(byVector, byWords)) {
            if (found.add(hit.turn().id())) {
                turns.add(hit.turn());
            }
        }
        if (store instanceof TurnSurvey around && !found.isEmpty()) {
            turns.addAll(parts.await(parts.begin("neighbours", () -> around.neighbours(request.user(), found)))
                    .orElse(List.of()));
        }
        Corpus corpus = Corpus.of(turns);
        Map<UUID, float[]> nearness = new HashMap<>();
        float least = (float) byVector.stream().mapToDouble(Hit::score).min().orElse(0);
        turns.forEach(turn -> nearness.put(turn.id(), new float[] {least}));
        byVector.forEach(hit -> nearness.put(hit.turn().id(), new float[] {(float) hit.score()}));
        return new Gathered(
                corpus,
                Question.of(query, corpus, now),
                byVector.isEmpty() ? null : Nearness.of(corpus, nearness),
                request.filter().types().isEmpty() ? null : found);
    }

    private List<Hit> nearest(ContextFetch request, float[] vector) {
        return store.nearest(
                request.user(), embedder.model(), vector, request.filter(), candidates, request.efSearch());
    }

    private static List<Hit> concat(List<Hit> first, List<Hit> second) {
        List<Hit> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
