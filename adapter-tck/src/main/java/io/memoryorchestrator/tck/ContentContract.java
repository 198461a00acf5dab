package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.tck.fixture.Awkward;
import io.memoryorchestrator.tck.fixture.Turns;
import org.junit.jupiter.api.Test;

/** Text comes back to the letter. */
public interface ContentContract extends Conformance {

    @Test
    default void emojiComeBackToTheLetter(Subject subject) {
        assertKept(subject, Awkward.EMOJI);
    }

    @Test
    default void textFromRightToLeftComesBackToTheLetter(Subject subject) {
        assertKept(subject, Awkward.RIGHT_TO_LEFT);
    }

    @Test
    default void quotesAndPlaceholdersComeBackToTheLetter(Subject subject) {
        assertKept(subject, Awkward.QUOTES);
    }

    @Test
    default void accentsAreNotComposedAnew(Subject subject) {
        assertKept(subject, Awkward.COMPOSED_AND_NOT);
    }

    @Test
    default void aMegabyteComesBackToTheLetter(Subject subject) {
        assertKept(subject, Awkward.megabyte());
    }

    @Test
    default void surroundingBlanksAreKept(Subject subject) {
        assertKept(subject, "  indented\n\ttext\n ");
    }

    /** A backend without a place for NUL may leave it out, replace it or refuse the turn; the words around it stay. */
    @Test
    default void aNulIsKeptReplacedOrRefused(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, Awkward.NUL);
        try {
            subject.store(turn);
        } catch (AdapterException refused) {
            assertThat(refused.kind()).isEqualTo(FailureKind.REJECTED);
            assertThat(subject.sight().copies(turn)).isZero();
            return;
        }
        assertThat(subject.sight().contents(turn))
                .singleElement()
                .satisfies(kept -> assertThat(kept).matches("(?s)before.?after"));
    }

    private static void assertKept(Subject subject, String content) {
        Turn turn = Turns.saying(subject.session(), 1, content);
        subject.store(turn);

        assertThat(subject.sight().contents(turn)).containsExactly(content);
    }
}
