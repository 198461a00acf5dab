package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Forgetting: what the scope names, all of it, and nothing else. */
public interface ForgetContract extends Conformance {

    @Test
    default void forgettingTheAbsentRemovesNothing(Subject subject) {
        List<ForgetScope> scopes = List.of(
                new ForgetScope.OfUser(subject.scope().user()),
                new ForgetScope.OfSession(subject.scope().session()),
                new ForgetScope.OfTurns(subject.scope().user(), Set.of(UUID.randomUUID())),
                new ForgetScope.OfTurns(subject.scope().user(), Set.of()));

        assertThat(scopes)
                .allSatisfy(scope -> assertThat(
                                subject.adapter().forget(scope).removed().values())
                        .allMatch(count -> count == 0));
    }

    @Test
    default void aForgottenUserLeavesNothing(Subject subject) {
        Turn monday = Turns.at(subject.session(), 1);
        Turn tuesday = Turns.at(subject.ready(subject.scope().otherSession()), 1);
        subject.store(monday, tuesday);
        forget(subject, new ForgetScope.OfUser(subject.scope().user()));

        assertThat(subject.sight().copies(monday)).isZero();
        assertThat(subject.sight().copies(tuesday)).isZero();
    }

    @Test
    default void aForgottenSessionLeavesTheOthers(Subject subject) {
        Turn monday = Turns.at(subject.session(), 1);
        Turn tuesday = Turns.at(subject.ready(subject.scope().otherSession()), 1);
        subject.store(monday, tuesday);
        forget(subject, new ForgetScope.OfSession(monday.session()));

        assertThat(subject.sight().copies(monday)).isZero();
        assertThat(subject.sight().copies(tuesday)).isEqualTo(1);
    }

    @Test
    default void forgottenTurnsLeaveTheOthers(Subject subject) {
        List<Turn> turns = Turns.at(subject.session(), 1, 4);
        subject.store(turns);
        forget(
                subject,
                new ForgetScope.OfTurns(
                        subject.scope().user(),
                        Set.of(turns.get(0).id(), turns.get(2).id())));

        assertThat(turns).extracting(turn -> subject.sight().copies(turn)).containsExactly(0L, 1L, 0L, 1L);
    }

    @Test
    default void forgettingOneUserLeavesAllOthers(Subject subject) {
        Turn mine = Turns.at(subject.session(), 1);
        Turn colleagues = Turns.at(subject.ready(new SessionRef(subject.scope().otherUser(), "monday")), 1);
        Turn elsewhere = Turns.at(subject.ready(new SessionRef(subject.scope().sameNameElsewhere(), "monday")), 1);
        subject.store(mine, colleagues, elsewhere);
        forget(subject, new ForgetScope.OfUser(mine.user()));

        assertThat(subject.sight().copies(colleagues)).isEqualTo(1);
        assertThat(subject.sight().copies(elsewhere)).isEqualTo(1);
    }

    @Test
    default void nobodyForgetsTheTurnsOfAnother(Subject subject) {
        Turn mine = Turns.at(subject.session(), 1);
        subject.store(mine);
        forget(subject, new ForgetScope.OfTurns(subject.scope().otherUser(), Set.of(mine.id())));

        assertThat(subject.sight().copies(mine)).isEqualTo(1);
    }

    @Test
    default void theReceiptCountsWhatWasRemoved(Subject subject) {
        subject.store(Turns.at(subject.session(), 1, 3));
        ForgetReceipt receipt =
                subject.adapter().forget(new ForgetScope.OfUser(subject.scope().user()));

        if (receipt.complete()) {
            assertThat(receipt.removed().values()).contains(3L);
        }
    }

    @Test
    default void aForgottenTurnCanBeStoredAgain(Subject subject) {
        subject.needsPermanence();
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);
        forget(subject, new ForgetScope.OfUser(turn.user()));
        subject.store(turn);

        assertThat(subject.sight().copies(turn)).isEqualTo(1);
    }

    private void forget(Subject subject, ForgetScope scope) {
        subject.adapter().forget(scope);
        settle(subject.adapter());
    }
}
