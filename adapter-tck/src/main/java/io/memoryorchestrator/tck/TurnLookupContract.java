package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnLookup;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Turns by their ids. */
@Covers(Ability.TURN_LOOKUP)
public interface TurnLookupContract extends Conformance {

    @Test
    default void turnsAreFoundByTheirIds(Subject subject) {
        List<Turn> turns = Turns.at(subject.session(), 1, 4);
        subject.store(turns);

        assertThat(lookup(subject, turns.get(3).id(), turns.get(1).id()))
                .containsExactlyInAnyOrder(turns.get(3), turns.get(1));
    }

    @Test
    default void idsThatDoNotExistAreNotFound(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);

        assertThat(lookup(subject, UUID.randomUUID(), turn.id())).containsExactly(turn);
        assertThat(lookup(subject, UUID.randomUUID())).isEmpty();
    }

    @Test
    default void noIdsFindNothing(Subject subject) {
        assertThat(lookup(subject)).isEmpty();
    }

    @Test
    default void anIdAskedTwiceIsFoundOnce(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);

        assertThat(lookup(subject, turn.id(), turn.id())).containsExactly(turn);
    }

    @Test
    default void idsOfOthersAreNotFound(Subject subject) {
        Turn colleagues = Turns.at(subject.ready(new SessionRef(subject.scope().otherUser(), "monday")), 1);
        Turn elsewhere = Turns.at(subject.ready(new SessionRef(subject.scope().sameNameElsewhere(), "monday")), 1);
        subject.store(colleagues, elsewhere);

        assertThat(lookup(subject, colleagues.id(), elsewhere.id())).isEmpty();
    }

    @Test
    default void aForgottenTurnIsNotFoundByItsId(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);
        subject.adapter().forget(new ForgetScope.OfTurns(turn.user(), Set.of(turn.id())));
        settle(subject.adapter());

        assertThat(lookup(subject, turn.id())).isEmpty();
    }

    @Test
    default void thousandsOfIdsCanBeAskedAtOnce(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            ids.add(UUID.randomUUID());
        }
        ids.add(turn.id());

        assertThat(subject.as(TurnLookup.class).lookup(turn.user(), ids)).containsExactly(turn);
    }

    private static List<Turn> lookup(Subject subject, UUID... ids) {
        return subject.as(TurnLookup.class).lookup(subject.scope().user(), List.of(ids));
    }
}
