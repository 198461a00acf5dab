package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.AsyncStore.Settled;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Asking afterwards what became of a turn. */
@Covers(Ability.ASYNC_STORE)
public interface AsyncStoreContract extends Conformance {

    @Test
    default void aReferenceFromElsewhereIsUnknown(Subject subject) {
        assertThat(async(subject).poll(UUID.randomUUID().toString()).state()).isEqualTo(Settled.State.UNKNOWN);
    }

    @Test
    default void aTurnThatWasNeverStoredIsNotFoundAtTheBackend(Subject subject) {
        assertThat(async(subject).find(TurnKey.of(Turns.at(subject.scope().session(), 1))))
                .isEmpty();
    }

    @Test
    default void aStoredTurnIsFoundAtTheBackend(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);

        assertThat(async(subject).find(TurnKey.of(turn))).hasValueSatisfying(receipt -> {
            assertThat(receipt.turnId()).isEqualTo(turn.id());
            assertThat(receipt.outcome()).isIn(Outcome.STORED, Outcome.PENDING);
        });
    }

    @Test
    default void aPendingTurnIsDoneInTheEnd(Subject subject) throws Exception {
        Turn turn = Turns.at(subject.session(), 1);
        TurnReceipt receipt = subject.adapter().store(List.of(turn)).getFirst();
        if (receipt.outcome() != Outcome.PENDING) {
            throw new NotOffered("The backend answers at once");
        }
        String reference = Objects.requireNonNull(receipt.reference(), "a pending turn's reference");

        assertThat(Patience.until(
                        speed().patience(), () -> async(subject).poll(reference).state() == Settled.State.DONE))
                .as("the work on %s was done", reference)
                .isTrue();
    }

    @Test
    default void aForgottenTurnIsNotFoundAtTheBackend(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);
        subject.adapter().forget(new ForgetScope.OfUser(turn.user()));
        settle(subject.adapter());

        assertThat(async(subject).find(TurnKey.of(turn))).isEmpty();
    }

    private static AsyncStore async(Subject subject) {
        return subject.as(AsyncStore.class);
    }
}
