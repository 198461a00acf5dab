package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Said.ANN;
import static io.memoryorchestrator.server.recall.Said.NOW;
import static io.memoryorchestrator.server.recall.Said.ask;
import static io.memoryorchestrator.server.recall.Said.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextExplanation;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeSearch;
import io.memoryorchestrator.api.spi.NoteSearch;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecallEngineTests {

    private final FakeStore store = new FakeStore();
    private final CountDownLatch release = new CountDownLatch(1);
    private Optional<NoteSearch> notes = Optional.empty();
    private Optional<NodeSearch> nodes = Optional.empty();

    @BeforeEach
    void rememberSomething() {
        store.turns.add(turn("a", 0, Role.USER, 20, "My sister Klara moved to Lisbon in spring."));
        store.turns.add(turn("a", 1, Role.ASSISTANT, 20, "Lisbon is lovely, did she take her dog along?"));
        store.turns.add(turn("a", 2, Role.USER, 20, "Yes, Bruno travelled in the car with her."));
        store.turns.add(turn("b", 0, Role.USER, 3, "I broke my bicycle yesterday."));
        store.turns.add(turn("b", 1, Role.ASSISTANT, 3, "I suggest the repair shop at the harbour."));
        engine().warmUp();
    }

    @AfterEach
    void releaseWhatIsStillWaiting() {
        release.countDown();
    }

    private RecallEngine engine() {
        return new RecallEngine(
                store,
                new WordBagEmbedder(),
                Optional.empty(),
                () -> notes,
                nodes,
                RecallSettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<String> texts(FetchedContext context) {
        return context.items().stream().map(ContextItem::text).toList();
    }

    @Test
    void theDeadlineHoldsAlthoughTheStoreHearsNoInterrupt() {
        store.before = this::waitWithoutHearing;
        long began = System.nanoTime();
        FetchedContext context =
                engine().fetch(ask("Lisbon", "a", 5, Set.of(), TurnFilter.NONE, Duration.ofMillis(80)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(400));
        assertThat(context.degraded()).contains("words: deadline", "recent: deadline");
        assertThat(context.items()).isEmpty();
        assertThat(context.block()).isEmpty();
        assertThat(context.timings()).containsKey("total");
    }

    @Test
    void aStoreThatIsDownIsSaidAndNotThrown() {
        store.before = () -> {
            throw new AdapterException("supabase", FailureKind.UNAVAILABLE, "connection refused", null);
        };
        assertThat(engine().fetch(ask("Lisbon")).degraded()).contains("words: unavailable");
    }

    @Test
    void withoutItsVectorsAQuestionIsAnsweredByWords() {
        store.before = () -> {
            if (store.asked.getLast().equals("nearness")) {
                throw new AdapterException("supabase", FailureKind.OVERLOADED, "too many connections", null);
            }
        };
        FetchedContext context = engine().fetch(ask("Where is Lisbon?"));
        assertThat(context.degraded()).containsExactly("vectors: overloaded");
        assertThat(texts(context)).anyMatch(text -> text.contains("Klara"));
    }

    @Test
    void aProviderOfNotesThatFailsIsLeftOut() {
        notes = Optional.of((user, query, limit) -> {
            throw new AdapterException("mem0", FailureKind.UNAVAILABLE, "502", null);
        });
        FetchedContext context = engine().fetch(ask("Lisbon"));
        assertThat(context.degraded()).containsExactly("mem0: unavailable");
        assertThat(context.items()).isNotEmpty();
    }

    @Test
    void aProviderThatIsOffIsMentionedOnlyWhenAskedFor() {
        assertThat(engine().fetch(ask("Lisbon")).degraded()).isEmpty();
        ContextFetch wanting =
                ask("Lisbon", null, 5, Set.of(ContextPart.WORDS, ContextPart.MEM0), TurnFilter.NONE, null);
        assertThat(engine().fetch(wanting).degraded()).containsExactly("mem0: off");
    }

    @Test
    void notesOfOthersAreNeverHandedOut() {
        Note own = new Note("n1", ANN, "Has a sister in Lisbon", 0.9, NOW, Map.of());
        Note other = new Note("n2", new UserRef("acme", "bob"), "Has a boat", 0.99, NOW, Map.of());
        notes = Optional.of((user, query, limit) -> List.of(other, own));
        FetchedContext context = engine().fetch(ask("Lisbon"));
        assertThat(context.items()).extracting(ContextItem::id).contains("n1").doesNotContain("n2");
    }

    @Test
    void turnsOfOthersAreNeverHandedOut() {
        store.turns.add(turn(new UserRef("acme", "bob"), "x", 0, Role.USER, 1, "Lisbon Lisbon Lisbon"));
        assertThat(texts(engine().fetch(ask("Lisbon")))).doesNotContain("Lisbon Lisbon Lisbon");
    }

    @Test
    void withoutAQuestionTheLastTurnsAreTheContext() {
        FetchedContext context = engine().fetch(ask(null, "a", 2, Set.of(), TurnFilter.NONE, null));
        assertThat(texts(context))
                .containsExactlyInAnyOrder(
                        "Lisbon is lovely, did she take her dog along?", "Yes, Bruno travelled in the car with her.");
        assertThat(store.asked).containsOnly("recent");
    }

    @Test
    void withoutAQuestionAndASessionItSaysWhatIsMissing() {
        FetchedContext context = engine().fetch(ask(null));
        assertThat(context.items()).isEmpty();
        assertThat(context.degraded()).containsExactly("recent: without a query a sessionId is needed");
    }

    @Test
    void theOngoingConversationKeepsItsPlace() {
        FetchedContext context = engine().fetch(ask("Lisbon Klara", "b", 3, Set.of(), TurnFilter.NONE, null));
        assertThat(texts(context))
                .contains("I broke my bicycle yesterday.", "I suggest the repair shop at the harbour.")
                .hasSize(3);
    }

    @Test
    void whatTheAssistantSaidIsFoundByAskingForIt() {
        FetchedContext context = engine().fetch(ask("What did you suggest about the bicycle?"));
        assertThat(texts(context).getFirst()).isEqualTo("I suggest the repair shop at the harbour.");
    }

    @Test
    void theSameSaidAgainIsHandedOutOnce() {
        store.turns.add(turn("c", 0, Role.USER, 1, "my sister KLARA moved to Lisbon, in spring"));
        assertThat(texts(engine().fetch(ask("Klara Lisbon"))))
                .filteredOn(text -> text.toLowerCase(java.util.Locale.ROOT).contains("klara moved"))
                .hasSize(1);
    }

    @Test
    void ofAContradictionBothStayAndTheNewerComesFirst() {
        store.turns.add(turn("c", 0, Role.USER, 400, "I live in Berlin near the river Spree"));
        store.turns.add(turn("d", 0, Role.USER, 2, "I live in Bern near the river Spree"));
        List<String> texts = texts(engine().fetch(ask("Do I live in Berlin near the river Spree?")));
        assertThat(texts)
                .containsSubsequence("I live in Bern near the river Spree", "I live in Berlin near the river Spree");
    }

    @Test
    void aFilterNarrowsWhatIsFound() {
        TurnFilter assistant = new TurnFilter(null, null, null, null, Set.of(Role.ASSISTANT), null, null);
        FetchedContext context = engine().fetch(ask("Lisbon", null, 5, Set.of(), assistant, null));
        assertThat(context.items()).isNotEmpty().allMatch(item -> item.role() == Role.ASSISTANT);
    }

    @Test
    void aUserWithVeryManyTurnsIsSearchedByListsWithNeighbours() {
        store.pretendedTurns = Corpora.LARGEST + 1;
        FetchedContext context = engine().fetch(ask("Where did Klara move?"));
        assertThat(store.asked).contains("byWords", "nearest", "neighbours").doesNotContain("turns");
        assertThat(texts(context).getFirst()).contains("Klara");
    }

    @Test
    void theIndexOfAUserIsReadAgainOnlyWhenSomethingChanged() {
        RecallEngine engine = engine();
        engine.fetch(ask("Lisbon"));
        engine.fetch(ask("bicycle"));
        assertThat(store.asked).filteredOn("turns"::equals).hasSize(1);
        store.turns.add(turn("c", 0, Role.USER, 0, "The bicycle is repaired."));
        assertThat(texts(engine.fetch(ask("bicycle")))).contains("The bicycle is repaired.");
    }

    @Test
    void theIndexOfAUserWhoIsForgottenIsNotKept() {
        RecallEngine engine = engine();
        engine.fetch(ask("Lisbon"));

        engine.forget(ask("Lisbon").user());

        engine.fetch(ask("Lisbon"));
        assertThat(store.asked).filteredOn("turns"::equals).hasSize(2);
    }

    @Test
    void nearnessIsAskedForBesideTheCheckOfWhatIsKnownAndHoldsForWhatIsNew() {
        RecallEngine engine = engine();
        engine.fetch(ask("Where is Lisbon?"));
        store.turns.add(turn("c", 0, Role.USER, 0, "Lisbon is sunny today."));
        FetchedContext context = engine.fetch(ask("Where is Lisbon?"));
        assertThat(store.asked).filteredOn("nearness"::equals).hasSize(2);
        assertThat(context.items())
                .filteredOn(item -> item.text().equals("Lisbon is sunny today."))
                .first()
                .satisfies(item -> assertThat(item.source()).contains("vectors"));
    }

    @Test
    void factsOfMemoryNodesStandAmongTheItemsWithTheirKind() {
        nodes = Optional.of((user, query, kinds, limit) ->
                List.of(fact("home", "Klara lives in Lisbon", 3), fact("dog", "Bruno is in some way a dog", 0.2)));
        FetchedContext context = engine().fetch(ask("Where does Klara live?"));
        assertThat(context.items())
                .filteredOn(item -> item.kind().equals("fact"))
                .extracting(ContextItem::id)
                .containsExactly("profile:fact:home");
        assertThat(context.block()).contains(", fact} Klara lives in Lisbon");
    }

    @Test
    void memoryNodesAreLeftOutWhereAFilterNarrowsTurnsOrTheyFail() {
        nodes = Optional.of((user, query, kinds, limit) -> {
            throw new AdapterException("supabase", FailureKind.UNAVAILABLE, "connection refused", null);
        });
        assertThat(engine().fetch(ask("Lisbon")).degraded()).containsExactly("nodes: unavailable");
        TurnFilter session = new TurnFilter("a", null, null, null, Set.of(), null, null);
        assertThat(engine().fetch(ask("Lisbon", null, 5, Set.of(), session, null))
                        .degraded())
                .isEmpty();
    }

    @Test
    void ofTwoNotesThatCountTheSameTheNewerStandsFirst() {
        Note old = new Note("old", ANN, "Klara lived in Porto", 0.9, NOW.minus(Duration.ofDays(900)), Map.of());
        Note recent = new Note("new", ANN, "Klara lives in Lisbon now", 0.9, NOW, Map.of());
        notes = Optional.of((user, query, limit) -> List.of(old, recent));
        assertThat(engine().fetch(ask("Where does Klara live?")).items())
                .extracting(ContextItem::id)
                .containsSubsequence("new", "old");
    }

    @Test
    void weightsOfACallAreUsedAndWrongOnesNamed() {
        FetchedContext plain = engine().fetch(ask("Lisbon"));
        FetchedContext other = engine().fetch(with(ask("Lisbon"), Map.of("recency", 500.0), List.of()));
        assertThat(texts(other)).isNotEqualTo(texts(plain));
        assertThatThrownBy(() -> engine().fetch(with(ask("Lisbon"), Map.of("recencyy", 1.0), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recencyy")
                .hasMessageContaining("recency");
    }

    @Test
    void itExplainsWhatStandsWhereAndWhatIsMissing() {
        String found = store.turns.getFirst().id().toString();
        String lower = store.turns.get(3).id().toString();
        List<ContextExplanation> explanations = engine().fetch(with(
                        ask("Klara Lisbon", "a", 1, Set.of(), TurnFilter.NONE, null),
                        Map.of(),
                        List.of(found, lower, "nobody-knows")))
                .explanations();
        assertThat(explanations).hasSize(4);
        ContextExplanation first = explanations.getFirst();
        assertThat(first.place()).isEqualTo(1);
        assertThat(first.ranks()).containsEntry("recent", 1).containsKey("vectors");
        assertThat(first.scoreParts().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(first.score(), within(1e-9));
        assertThat(explanations.get(1).id()).isEqualTo(found);
        assertThat(explanations.get(1).ranks()).containsEntry("words", 1);
        assertThat(explanations.get(2).place()).isNull();
        assertThat(explanations.get(2).reason()).contains("below the limit");
        assertThat(explanations.get(3).reason()).contains("not stored for this user");
        assertThat(engine().fetch(ask("Klara Lisbon")).explanations()).isEmpty();
    }

    @Test
    void ofAUserWithVeryManyTurnsItTellsTheUnfoundFromTheUnknown() {
        Turn hidden = turn("z", 0, Role.USER, 1, "Nothing of the kind");
        store.pretendedTurns = Corpora.LARGEST + 1;
        store.unlisted.add(hidden);
        List<ContextExplanation> explanations = engine().fetch(
                        with(ask("Klara"), Map.of(), List.of(hidden.id().toString())))
                .explanations();
        assertThat(explanations.getLast().reason()).isEqualTo("stored, but none of the lists found it");
    }

    private static NodeHit fact(String key, String text, double score) {
        return new NodeHit(new NodeRef(ANN, "profile"), NodeKind.FACT, key, text, NOW, score);
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

    private void waitWithoutHearing() {
        boolean waiting = true;
        while (waiting) {
            try {
                release.await();
                waiting = false;
            } catch (InterruptedException ignoredOnPurpose) {
                waiting = release.getCount() > 0;
            }
        }
    }
}
