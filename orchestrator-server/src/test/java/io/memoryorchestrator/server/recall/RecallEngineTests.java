package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Remembered.texts;
import static io.memoryorchestrator.server.recall.Said.ANN;
import static io.memoryorchestrator.server.recall.Said.NOW;
import static io.memoryorchestrator.server.recall.Said.ask;
import static io.memoryorchestrator.server.recall.Said.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeRef;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of a memory is handed out for a question, and in which order. */
class RecallEngineTests {
    private final Remembered ann = new Remembered();

    @Test
    void notesOfOthersAreNeverHandedOut() {
        Note own = new Note("n1", ANN, "Has a sister in Lisbon", 0.9, NOW, Map.of());
        Note other = new Note("n2", new UserRef("acme", "bob"), "Has a boat", 0.99, NOW, Map.of());
        ann.notes = Optional.of((user, query, limit) -> List.of(other, own));
        FetchedContext context = ann.engine().fetch(ask("Lisbon"));
        assertThat(context.items()).extracting(ContextItem::id).contains("n1").doesNotContain("n2");
    }

    @Test
    void turnsOfOthersAreNeverHandedOut() {
        ann.store.turns.add(turn(new UserRef("acme", "bob"), "x", 0, Role.USER, 1, "Lisbon Lisbon Lisbon"));
        assertThat(texts(ann.engine().fetch(ask("Lisbon")))).doesNotContain("Lisbon Lisbon Lisbon");
    }

    @Test
    void withoutAQuestionTheLastTurnsAreTheContext() {
        FetchedContext context = ann.engine().fetch(ask(null, "a", 2, Set.of(), TurnFilter.NONE, null));
        assertThat(texts(context))
                .containsExactlyInAnyOrder(
                        "Lisbon is lovely, did she take her dog along?", "Yes, Bruno travelled in the car with her.");
        assertThat(ann.store.asked).containsOnly("recent");
    }

    @Test
    void withoutAQuestionAndASessionItSaysWhatIsMissing() {
        FetchedContext context = ann.engine().fetch(ask(null));
        assertThat(context.items()).isEmpty();
        assertThat(context.degraded()).containsExactly("recent: without a query a sessionId is needed");
    }

    @Test
    void theOngoingConversationKeepsItsPlace() {
        FetchedContext context = ann.engine().fetch(ask("Lisbon Klara", "b", 3, Set.of(), TurnFilter.NONE, null));
        assertThat(texts(context))
                .contains("I broke my bicycle yesterday.", "I suggest the repair shop at the harbour.")
                .hasSize(3);
    }

    @Test
    void theOngoingConversationLeavesPlacesForWhatAnswersTheQuestion() {
        for (int seq = 2; seq < 10; seq++) {
            ann.store.turns.add(turn("b", seq, Role.USER, 1, "Number " + seq + " of my errands is done"));
        }
        for (int limit : List.of(1, 2, 5)) {
            FetchedContext context =
                    ann.engine().fetch(ask("Where did Klara move?", "b", limit, Set.of(), TurnFilter.NONE, null));
            assertThat(texts(context))
                    .as("limit %d", limit)
                    .hasSize(limit)
                    .contains("My sister Klara moved to Lisbon in spring.");
        }
    }

    @Test
    void aPlaceOfTheConversationThatIsNotNeededIsGivenToOthers() {
        for (int seq = 2; seq < 8; seq++) {
            ann.store.turns.add(turn("b", seq, Role.USER, 1, "ok"));
        }
        FetchedContext context = ann.engine().fetch(ask("Klara Lisbon Bruno", "b", 4, Set.of(), TurnFilter.NONE, null));
        assertThat(texts(context)).hasSize(4).containsOnlyOnce("ok");
    }

    @Test
    void whatTheAssistantSaidIsFoundByAskingForIt() {
        FetchedContext context = ann.engine().fetch(ask("What did you suggest about the bicycle?"));
        assertThat(texts(context).getFirst()).isEqualTo("I suggest the repair shop at the harbour.");
    }

    @Test
    void theSameSaidAgainIsHandedOutOnce() {
        ann.store.turns.add(turn("c", 0, Role.USER, 1, "my sister KLARA moved to Lisbon, in spring"));
        assertThat(texts(ann.engine().fetch(ask("Klara Lisbon"))))
                .filteredOn(text -> text.toLowerCase(Locale.ROOT).contains("klara moved"))
                .hasSize(1);
    }

    @Test
    void ofAContradictionBothStayAndTheNewerComesFirst() {
        ann.store.turns.add(turn("c", 0, Role.USER, 400, "I live in Berlin near the river Spree"));
        ann.store.turns.add(turn("d", 0, Role.USER, 2, "I live in Bern near the river Spree"));
        List<String> texts = texts(ann.engine().fetch(ask("Do I live in Berlin near the river Spree?")));
        assertThat(texts)
                .containsSubsequence("I live in Bern near the river Spree", "I live in Berlin near the river Spree");
    }

    @Test
    void aFilterNarrowsWhatIsFound() {
        TurnFilter assistant = new TurnFilter(null, null, null, null, Set.of(Role.ASSISTANT), null, null);
        FetchedContext context = ann.engine().fetch(ask("Lisbon", null, 5, Set.of(), assistant, null));
        assertThat(context.items()).isNotEmpty().allMatch(item -> item.role() == Role.ASSISTANT);
    }

    @Test
    void aUserWithVeryManyTurnsIsSearchedByListsWithNeighbours() {
        ann.store.pretendedTurns = Corpora.LARGEST + 1;
        FetchedContext context = ann.engine().fetch(ask("Where did Klara move?"));
        assertThat(ann.store.asked).contains("byWords", "nearest", "neighbours").doesNotContain("turns");
        assertThat(texts(context).getFirst()).contains("Klara");
    }

    @Test
    void theIndexOfAUserIsReadAgainOnlyWhenSomethingChanged() {
        RecallEngine engine = ann.engine();
        engine.fetch(ask("Lisbon"));
        engine.fetch(ask("bicycle"));
        assertThat(ann.store.asked).filteredOn("turns"::equals).hasSize(1);
        ann.store.turns.add(turn("c", 0, Role.USER, 0, "The bicycle is repaired."));
        assertThat(texts(engine.fetch(ask("bicycle")))).contains("The bicycle is repaired.");
    }

    @Test
    void theIndexOfAUserWhoIsForgottenIsNotKept() {
        RecallEngine engine = ann.engine();
        engine.fetch(ask("Lisbon"));

        engine.forget(ask("Lisbon").user());

        engine.fetch(ask("Lisbon"));
        assertThat(ann.store.asked).filteredOn("turns"::equals).hasSize(2);
    }

    @Test
    void nearnessIsAskedForBesideTheCheckOfWhatIsKnownAndHoldsForWhatIsNew() {
        RecallEngine engine = ann.engine();
        engine.fetch(ask("Where is Lisbon?"));
        ann.store.turns.add(turn("c", 0, Role.USER, 0, "Lisbon is sunny today."));
        FetchedContext context = engine.fetch(ask("Where is Lisbon?"));
        assertThat(ann.store.asked).filteredOn("nearness"::equals).hasSize(2);
        assertThat(context.items())
                .filteredOn(item -> item.text().equals("Lisbon is sunny today."))
                .first()
                .satisfies(item -> assertThat(item.source()).contains("vectors"));
    }

    @Test
    void factsOfMemoryNodesStandAmongTheItemsWithTheirKind() {
        ann.nodes = Optional.of((user, query, kinds, limit) ->
                List.of(fact("home", "Klara lives in Lisbon", 3), fact("dog", "Bruno is in some way a dog", 0.2)));
        FetchedContext context = ann.engine().fetch(ask("Where does Klara live?"));
        assertThat(context.items())
                .filteredOn(item -> item.kind().equals("fact"))
                .extracting(ContextItem::id)
                .containsExactly("profile:fact:home");
        assertThat(context.block()).contains(", fact} Klara lives in Lisbon");
    }

    @Test
    void ofTwoNotesThatCountTheSameTheNewerStandsFirst() {
        Note old = new Note("old", ANN, "Klara lived in Porto", 0.9, NOW.minus(Duration.ofDays(900)), Map.of());
        Note recent = new Note("new", ANN, "Klara lives in Lisbon now", 0.9, NOW, Map.of());
        ann.notes = Optional.of((user, query, limit) -> List.of(old, recent));
        assertThat(ann.engine().fetch(ask("Where does Klara live?")).items())
                .extracting(ContextItem::id)
                .containsSubsequence("new", "old");
    }

    private static NodeHit fact(String key, String text, double score) {
        return new NodeHit(new NodeRef(ANN, "profile"), NodeKind.FACT, key, text, NOW, score);
    }
}
