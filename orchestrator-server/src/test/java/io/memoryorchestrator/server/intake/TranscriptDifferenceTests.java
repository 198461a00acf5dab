package io.memoryorchestrator.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.TurnOutline;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.model.ContentHash;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnLabels;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptDifferenceTests {
    private static final SessionRef SESSION = SessionRef.of("acme", "ann", "s1");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void theSameTranscriptToldTwiceAddsNothing() {
        SessionSync sync = sync(said("hello"), said("ok"), said("ok"), said("ok"));
        TranscriptDifference first = TranscriptDifference.between(sync, List.of(), NOW);

        TranscriptDifference second = TranscriptDifference.between(sync, outlines(first.missing()), NOW);

        assertThat(first.missing()).hasSize(4);
        assertThat(first.missing()).extracting(Turn::id).doesNotHaveDuplicates();
        assertThat(second.missing()).isEmpty();
        assertThat(second.present()).hasSize(4);
    }

    @Test
    void onlyTheTailThatIsNewIsMissing() {
        TranscriptDifference before = TranscriptDifference.between(sync(said("a"), said("b")), List.of(), NOW);

        TranscriptDifference after =
                TranscriptDifference.between(sync(said("a"), said("b"), said("c")), outlines(before.missing()), NOW);

        assertThat(after.missing()).extracting(Turn::content).containsExactly("c");
        assertThat(after.missing().getFirst().position())
                .isGreaterThan(before.missing().getLast().position());
    }

    @Test
    void aTurnSaidLiveIsRecognisedByItsWordsWhenTheTranscriptDoesNotKnowItsId() {
        Turn live =
                TurnAssembly.assemble(SESSION, TurnLabels.NONE, said("hello").withId("client-1"), 1_000, NOW);

        TranscriptDifference difference =
                TranscriptDifference.between(sync(said("hello")), outlines(List.of(live)), NOW);

        assertThat(difference.missing()).isEmpty();
        assertThat(difference.present()).containsExactly(live.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing\0here", "a cut emoji \uD83D", "\uDE00 the other half"})
    void aTurnWhoseTextCannotBeStoredAsItIsIsRecognisedByWhatBecameOfIt(String words) {
        Turn live = TurnAssembly.assemble(SESSION, TurnLabels.NONE, said(words).spoken(), 1_000, NOW);

        TranscriptDifference difference = TranscriptDifference.between(sync(said(words)), outlines(List.of(live)), NOW);

        assertThat(difference.missing()).isEmpty();
        assertThat(difference.present()).containsExactly(live.id());
    }

    @Test
    void theSameWordsOfAnotherRoleAreAnotherTurn() {
        TranscriptDifference stored = TranscriptDifference.between(sync(said("ok")), List.of(), NOW);

        TranscriptDifference difference =
                TranscriptDifference.between(sync(said("ok").by(Role.ASSISTANT)), outlines(stored.missing()), NOW);

        assertThat(difference.missing()).hasSize(1);
    }

    private static SessionSync sync(Said... said) {
        return new SessionSync(
                SESSION, TurnLabels.NONE, Arrays.stream(said).map(Said::spoken).toList());
    }

    private static Said said(String words) {
        return new Said(words, Role.USER, null);
    }

    private static List<TurnOutline> outlines(List<Turn> turns) {
        return turns.stream()
                .map(turn -> new TurnOutline(turn.id(), turn.position(), turn.role(), ContentHash.hex(turn.content())))
                .toList();
    }

    private record Said(String words, Role role, @Nullable String id) {
        Said by(Role other) {
            return new Said(words, other, id);
        }

        SpokenTurn spoken() {
            return new SpokenTurn(id, null, role, words, null, Map.of(), null);
        }

        SpokenTurn withId(String clientId) {
            return new SpokenTurn(clientId, null, role, words, null, Map.of(), null);
        }
    }
}
