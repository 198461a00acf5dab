package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.TurnSurvey;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Question;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the turns that a question is ranked over, with their nearness to it. Of a user with few turns these are all of
 * them; else those that {@link CandidateLists} finds.
 */
final class Gathering {

    private final @Nullable Surveyed surveyed;
    private final CandidateLists lists;
    private final Embedder embedder;

    Gathering(CanonicalStore store, Embedder embedder, int candidates) {
        this.surveyed = store instanceof TurnSurvey survey ? new Surveyed(survey, new Corpora(survey)) : null;
        this.lists = new CandidateLists(store, embedder, candidates);
        this.embedder = embedder;
    }

    Gathered gather(ContextFetch request, String query, Parts parts, Instant now) {
        boolean wantsVectors = request.includes(ContextPart.VECTORS);
        Parts.Part<float[]> embedding = wantsVectors ? parts.begin("embed", () -> embedder.embedQuery(query)) : null;
        // Types are kept beside the turns and can change: only the store can tell, and it finds the best of them.
        if (surveyed == null || !request.filter().types().isEmpty()) {
            return lists.gather(request, query, embedding, parts, now);
        }
        UserRef user = request.user();
        Parts.Part<Optional<Corpus>> whole =
                parts.begin("turns", () -> surveyed.corpora().of(user));
        Early early = embedding == null ? null : early(user, query, embedding, parts, now);
        Optional<Corpus> read = parts.await(whole).flatMap(found -> found);
        if (read.isEmpty()) {
            return lists.gather(request, query, embedding, parts, now);
        }
        Corpus corpus = read.get();
        Question question =
                early != null && early.corpus() == corpus ? early.question() : Question.of(query, corpus, now);
        if (embedding == null || corpus.size() == 0) {
            return new Gathered(corpus, question, null);
        }
        Optional<float[]> vector = parts.await(embedding, "vectors");
        if (vector.isEmpty()) {
            return new Gathered(corpus, question, null);
        }
        Parts.Part<Map<UUID, float[]>> vectors = early != null && early.holdsFor(question)
                ? early.vectors()
                : parts.begin(
                        "vectors",
                        () -> surveyed.nearness(user, query, question.withoutNames(), vector.get(), embedder));
        return new Gathered(
                corpus,
                question,
                parts.await(vectors).map(near -> Nearness.of(corpus, near)).orElse(null));
    }

    void forget(UserRef user) {
        if (surveyed != null) {
            surveyed.corpora().forget(user);
        }
    }

    /** Of a user known from before, nearness is asked for beside the check of what is known, and not after it. */
    private @Nullable Early early(UserRef user, String query, Parts.Part<float[]> embedding, Parts parts, Instant now) {
        if (surveyed == null) {
            return null;
        }
        Surveyed all = surveyed;
        return all.corpora()
                .lastKnown(user)
                .map(corpus -> {
                    String withoutNames = Question.withoutNames(query, corpus);
                    Parts.Part<Map<UUID, float[]>> vectors = parts.beginAfter(
                            embedding, "vectors", vector -> all.nearness(user, query, withoutNames, vector, embedder));
                    // The rest of the question is read while its nearness is on its way.
                    return new Early(corpus, Question.of(query, corpus, now), vectors);
                })
                .orElse(null);
    }

    private record Early(Corpus corpus, Question question, Parts.Part<Map<UUID, float[]>> vectors) {

        /** Turns stored since are found by their id; only other names in the question would ask for another vector. */
        boolean holdsFor(Question other) {
            return question.withoutNames().equals(other.withoutNames());
        }
    }

    private record Surveyed(TurnSurvey survey, Corpora corpora) {

        Map<UUID, float[]> nearness(
                UserRef user, String query, String withoutNames, float[] vector, Embedder embedder) {
            List<float[]> vectors =
                    withoutNames.equals(query) ? List.of(vector) : List.of(vector, embedder.embedQuery(withoutNames));
            return survey.nearness(user, embedder.model(), vectors, Corpora.LARGEST);
        }
    }
}
