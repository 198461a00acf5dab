package io.memoryorchestrator.server.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.VectorSearch;
import io.memoryorchestrator.server.embedding.Embedder;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddingStageTests {
    private static final List<Turn> TURNS =
            IntStream.range(0, 20).mapToObj(EmbeddingStageTests::turn).toList();

    private final Vectors store = new Vectors();
    private final Model old = new Model("old", 3);
    private final Model next = new Model("next", 5);

    @Test
    void withOneModelABackfillMakesEveryVectorAnew() {
        EmbeddingStage stage = new EmbeddingStage(store, old);

        stage.handle(TURNS);
        stage.handle(TURNS);
        assertThat(old.embedded).isEqualTo(20);
        stage.repeat(TURNS);

        assertThat(old.embedded).isEqualTo(40);
        assertThat(store.of(old)).hasSize(20);
    }

    @Test
    void aNextModelGetsItsVectorsWhileTheOldOneAnswers() {
        new EmbeddingStage(store, old).handle(TURNS.subList(0, 15));
        EmbeddingStage stage = new EmbeddingStage(store, old, next);

        stage.handle(TURNS.subList(15, 20));
        assertThat(store.of(old)).hasSize(20);
        assertThat(store.of(next)).hasSize(5);
        stage.repeat(TURNS);

        assertThat(store.of(next)).hasSize(20);
        assertThat(old.embedded).as("nothing that answers is made twice").isEqualTo(20);
    }

    @Test
    void aNextModelThatFailsHoldsNobodyUpButItsBackfill() {
        EmbeddingStage stage = new EmbeddingStage(store, old, next);
        next.failing = true;

        stage.handle(TURNS);

        assertThat(store.of(old)).hasSize(20);
        assertThat(store.of(next)).isEmpty();
        assertThatThrownBy(() -> stage.repeat(TURNS)).isInstanceOf(AdapterException.class);
    }

    private static Turn turn(int at) {
        SessionRef session = SessionRef.of("default", "ada", "s");
        String content = "turn " + at;
        return new Turn(
                TurnId.ofContent(session, at, Role.USER, content),
                session,
                at,
                Role.USER,
                content,
                Instant.parse("2026-05-04T12:00:00Z"),
                TurnLabels.NONE,
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                null);
    }

    private static final class Model implements Embedder {
        private final EmbeddingModelRef model;
        private int embedded;
        private boolean failing;

        Model(String id, int dimensions) {
            model = new EmbeddingModelRef(id, dimensions);
        }

        @Override
        public EmbeddingModelRef model() {
            return model;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            if (failing) {
                throw new AdapterException("embedding", FailureKind.UNAVAILABLE, "not now", null);
            }
            embedded += texts.size();
            return texts.stream().map(text -> new float[model.dimensions()]).toList();
        }

        @Override
        public float[] embedQuery(String text) {
            return new float[model.dimensions()];
        }
    }

    private static final class Vectors implements VectorSearch {
        private final Map<EmbeddingModelRef, Set<TurnKey>> written = new HashMap<>();

        Set<TurnKey> of(Model model) {
            return written.getOrDefault(model.model(), Set.of());
        }

        @Override
        public Set<TurnKey> embedded(EmbeddingModelRef model, Collection<TurnKey> turns) {
            return turns.stream()
                    .filter(written.getOrDefault(model, Set.of())::contains)
                    .collect(Collectors.toSet());
        }

        @Override
        public int putEmbeddings(EmbeddingModelRef model, List<TurnEmbedding> embeddings) {
            embeddings.forEach(embedding ->
                    written.computeIfAbsent(model, any -> new HashSet<>()).add(embedding.turn()));
            return embeddings.size();
        }

        @Override
        public List<Hit> nearest(
                UserRef user,
                EmbeddingModelRef model,
                float[] vector,
                TurnFilter filter,
                int limit,
                @Nullable Integer efSearch) {
            throw new AssertionError("a stage does not search");
        }
    }
}
