package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Remembered.texts;
import static io.memoryorchestrator.server.recall.Said.ask;
import static io.memoryorchestrator.server.recall.Said.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextExplanation;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why an item stands where it stands, and what weights do to that. */
class RecallExplanationTests {
    private final Remembered ann = new Remembered();

    @Test
    void itExplainsWhatStandsWhereAndWhatIsMissing() {
        String found = ann.store.turns.getFirst().id().toString();
        String lower = ann.store.turns.get(3).id().toString();
        List<ContextExplanation> explanations = ann.engine()
                .fetch(with(
                        ask("Klara Lisbon", "a", 2, Set.of(), TurnFilter.NONE, null),
                        Map.of(),
                        List.of(found, lower, "nobody-knows")))
                .explanations();
        assertThat(explanations).hasSize(4);
        ContextExplanation first = explanations.getFirst();
        assertThat(first.place()).isEqualTo(1);
        assertThat(first.id()).isEqualTo(found);
        assertThat(first.ranks()).containsEntry("words", 1).containsKey("vectors");
        assertThat(first.scoreParts().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(first.score(), within(1e-9));
        assertThat(explanations.get(1).place()).isEqualTo(2);
        assertThat(explanations.get(1).ranks()).containsKey("recent");
        assertThat(explanations.get(2).place()).isNull();
        assertThat(explanations.get(2).reason()).contains("below the limit");
        assertThat(explanations.get(3).reason()).contains("not stored for this user");
        assertThat(ann.engine().fetch(ask("Klara Lisbon")).explanations()).isEmpty();
    }

    @Test
    void ofAUserWithVeryManyTurnsItTellsTheUnfoundFromTheUnknown() {
        Turn hidden = turn("z", 0, Role.USER, 1, "Nothing of the kind");
        ann.store.pretendedTurns = Corpora.LARGEST + 1;
        ann.store.unlisted.add(hidden);
        List<ContextExplanation> explanations = ann.engine()
                .fetch(with(ask("Klara"), Map.of(), List.of(hidden.id().toString())))
                .explanations();
        assertThat(explanations.getLast().reason()).isEqualTo("stored, but none of the lists found it");
    }

    @Test
    void weightsOfACallAreUsedAndWrongOnesNamed() {
        FetchedContext plain = ann.engine().fetch(ask("Lisbon"));
        FetchedContext other = ann.engine().fetch(with(ask("Lisbon"), Map.of("recency", 500.0), List.of()));
        assertThat(texts(other)).isNotEqualTo(texts(plain));
        assertThatThrownBy(() -> ann.engine().fetch(with(ask("Lisbon"), Map.of("recencyy", 1.0), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recencyy")
                .hasMessageContaining("recency");
    }

    private static ContextFetch with(ContextFetch fetch, Map<String, Double> weights, List<String> explainIds) {
        return new ContextFetch(
                fetch.user(),
                fetch.sessionId(),
                fetch.query(),
                fetch.limit(),
                fetch.tokenBudget(),
                fetch.include(),
                fetch.filter(),
                fetch.efSearch(),
                fetch.deadline(),
                weights,
                false,
                explainIds);
    }
}
