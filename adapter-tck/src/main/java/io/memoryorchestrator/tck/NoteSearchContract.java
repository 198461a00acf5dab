package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a provider distilled from turns. */
@Covers(Ability.NOTE_SEARCH)
public interface NoteSearchContract extends Conformance {
    String FACT = "I planted a walnut behind the house";

    @Test
    default void aUserWithoutNotesHasNone(Subject subject) {
        assertThat(notes(subject, subject.scope().user(), 10)).isEmpty();
    }

    @Test
    default void whatWasStoredIsFoundByAQuestionAboutIt(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, FACT);
        subject.store(turn);
        List<Note> found = notes(subject, turn.user(), 10);

        assertThat(found).isNotEmpty().allSatisfy(note -> {
            assertThat(note.id()).isNotBlank();
            assertThat(note.text()).isNotBlank();
            assertThat(note.user()).isEqualTo(turn.user());
        });
    }

    @Test
    default void notesNameTheTurnTheyWereMadeOf(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, FACT);
        subject.store(turn);

        assertThat(notes(subject, turn.user(), 10))
                .anySatisfy(note -> assertThat(note.metadata())
                        .containsEntry("turn_id", turn.id().toString()));
    }

    @Test
    default void notesOfOthersAreNotFound(Subject subject) {
        subject.store(
                Turns.saying(subject.ready(new SessionRef(subject.scope().otherUser(), "monday")), 1, FACT),
                Turns.saying(subject.ready(new SessionRef(subject.scope().sameNameElsewhere(), "monday")), 1, FACT));

        assertThat(notes(subject, subject.scope().user(), 10)).isEmpty();
    }

    @Test
    default void noMoreNotesThanTheLimitAreFound(Subject subject) {
        SessionRef session = subject.session();
        subject.store(
                Turns.saying(session, 1, FACT),
                Turns.saying(session, 3, FACT + " in spring"),
                Turns.saying(session, 5, FACT + " in autumn"));

        assertThat(notes(subject, session.user(), 2)).hasSizeBetween(1, 2);
    }

    @Test
    default void notesOfAForgottenUserAreGone(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, FACT);
        subject.store(turn);
        subject.adapter().forget(new ForgetScope.OfUser(turn.user()));
        settle(subject.adapter());

        assertThat(notes(subject, turn.user(), 10)).isEmpty();
    }

    private static List<Note> notes(Subject subject, UserRef user, int limit) {
        return subject.as(NoteSearch.class).notes(user, "Where is the walnut planted?", limit);
    }
}
