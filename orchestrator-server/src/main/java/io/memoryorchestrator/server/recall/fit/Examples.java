package io.memoryorchestrator.server.recall.fit;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.embedding.EmbeddingText;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.Feature;
import io.memoryorchestrator.server.recall.rank.FeatureTable;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes examples out of labelled conversations, with the same code that ranks in a running server. */
final class Examples {

    private final Embedder embedder;
    private final List<Feature> features;

    Examples(Embedder embedder, List<Feature> features) {
        this.embedder = embedder;
        this.features = features;
    }

    List<Example> of(LabelledConversation conversation) {
        Corpus corpus = Corpus.of(conversation.turns());
        List<float[]> vectors = embedder.embed(
                conversation.turns().stream().map(EmbeddingText::of).toList());
        Instant now = conversation.turns().getLast().occurredAt();
        List<Example> examples = new ArrayList<>();
        for (LabelledConversation.LabelledQuestion asked : conversation.questions()) {
            Question question = Question.of(asked.text(), corpus, now);
            float[] vector = embedder.embedQuery(question.text());
            float[] nameless = embedder.embedQuery(question.withoutNames());
            Map<UUID, float[]> nearness = new HashMap<>();
            for (int i = 0; i < vectors.size(); i++) {
                Turn turn = conversation.turns().get(i);
                nearness.put(turn.id(), new float[] {dot(vector, vectors.get(i)), dot(nameless, vectors.get(i))});
            }
            FeatureTable table =
                    FeatureTable.of(corpus, question, Nearness.of(corpus, nearness), now, Duration.ofDays(30));
            examples.add(new Example(
                    conversation.name(),
                    asked.category(),
                    rows(corpus, table),
                    asked.evidence().stream().mapToInt(corpus::place).toArray()));
        }
        return examples;
    }

    private float[][] rows(Corpus corpus, FeatureTable table) {
        float[][] rows = new float[corpus.size()][features.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int f = 0; f < features.size(); f++) {
                rows[i][f] = (float) table.value(features.get(f), i);
            }
        }
        return rows;
    }

    static List<Feature> fitted() {
        return Arrays.stream(Feature.values()).filter(Feature::fitted).toList();
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
