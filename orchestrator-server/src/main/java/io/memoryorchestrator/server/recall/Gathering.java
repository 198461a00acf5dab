package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.TurnSurvey;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
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
 * Brings the turns that a question is ranked over, with their nearness to it. Of a user with few turns these are all of
 * them; else those that the store's own searches by words and by vector find, with their neighbours.
 */
final class Gathering {

    private final CanonicalStore store;
    private final @Nullable TurnSurvey survey;
    private final @Nullable Corpora corpora;
    private final Embedder embedder;
    private final int candidates;

    Gathering(CanonicalStore store, Embedder embedder, int candidates) {
        this.store = store;
        this.survey = store instanceof TurnSurvey offered ? offered : null;
        this.corpora = survey == null ? null : new Corpora(survey);
        this.embedder = embedder;
        this.candidates = candidates;
    }

    /** What was gathered: the turns, the question read against them, and its nearness where there is one. */
    record Gathered(
            Corpus corpus, Question question, @Nullable Nearness nearness) {}

    Gathered gather(ContextFetch request, String query, Parts parts, Instant now) {
        boolean wantsVectors = request.includes(ContextPart.VECTORS);
        Parts.Part<float[]> embedding = wantsVectors ? parts.begin("embed", () -> embedder.embedQuery(query)) : null;
        Parts.Part<Optional<Corpus>> whole = parts.begin("turns", () -> whole(request.user()));
        Optional<Corpus> read = parts.await(whole).flatMap(found -> found);
        if (read.isEmpty()) {
            return overLists(request, query, embedding, parts, now);
        }
        Corpus corpus = read.get();
        Question question = Question.of(query, corpus, now);
        if (embedding == null || corpus.size() == 0) {
            return new Gathered(corpus, question, null);
        }
        Optional<float[]> vector = parts.await(embedding, "vectors");
        if (vector.isEmpty()) {
            return new Gathered(corpus, question, null);
        }
        Parts.Part<Nearness> nearness =
                parts.begin("vectors", () -> nearness(request.user(), corpus, question, vector.get()));
        return new Gathered(corpus, question, parts.await(nearness).orElse(null));
    }

    private Optional<Corpus> whole(UserRef user) {
        return corpora == null ? Optional.empty() : corpora.of(user);
    }

    private Nearness nearness(UserRef user, Corpus corpus, Question question, float[] vector) {
        List<float[]> vectors = question.withoutNames().equals(question.text())
                ? List.of(vector)
                : List.of(vector, embedder.embedQuery(question.withoutNames()));
        if (survey == null) {
            return Nearness.unknown(corpus);
        }
        return Nearness.of(corpus, survey.nearness(user, embedder.model(), vectors, Corpora.LARGEST));
    }

    private Gathered overLists(
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
        if (survey != null && !found.isEmpty()) {
            TurnSurvey around = survey;
            turns.addAll(parts.await(parts.begin("neighbours", () -> around.neighbours(request.user(), found)))
                    .orElse(List.of()));
        }
        Corpus corpus = Corpus.of(turns);
        Map<UUID, float[]> nearness = new HashMap<>();
        float least = (float) byVector.stream().mapToDouble(Hit::score).min().orElse(0);
        turns.forEach(turn -> nearness.put(turn.id(), new float[] {least}));
        byVector.forEach(hit -> nearness.put(hit.turn().id(), new float[] {(float) hit.score()}));
        return new Gathered(
                corpus, Question.of(query, corpus, now), byVector.isEmpty() ? null : Nearness.of(corpus, nearness));
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
