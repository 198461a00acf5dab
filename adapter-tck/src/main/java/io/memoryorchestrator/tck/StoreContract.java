package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Storing: one memory for each turn id, however often and from wherever it comes. */
public interface StoreContract extends Conformance {

    @Test
    default void anEmptyBatchIsAnsweredWithAnEmptyList(Subject subject) {
        assertThat(subject.adapter().store(List.of())).isEmpty();
    }

    @Test
    default void receiptsComeInTheOrderOfTheTurns(Subject subject) {
        List<Turn> turns = new ArrayList<>(Turns.at(subject.session(), 1, 12));
        Collections.shuffle(turns, new Random(3));

        List<TurnReceipt> receipts = subject.store(turns);

        assertThat(receipts)
                .extracting(TurnReceipt::turnId)
                .isEqualTo(turns.stream().map(Turn::id).toList());
        assertThat(receipts).extracting(TurnReceipt::outcome).containsAnyOf(Outcome.STORED, Outcome.PENDING);
    }

    @Test
    default void aStoredTurnIsThere(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);

        assertThat(subject.sight().copies(turn)).isEqualTo(1);
    }

    @Test
    default void replayingATurnLeavesOneMemory(Subject subject) {
        Turn turn = Turns.at(subject.session(), 1);
        TurnReceipt first = subject.store(turn).getFirst();
        TurnReceipt second = subject.store(turn).getFirst();

        assertThat(subject.sight().copies(turn)).isEqualTo(1);
        assertThat(isReplay(first, second)).as("%s, then %s", first, second).isTrue();
    }

    @Test
    default void aTurnTwiceInOneBatchLeavesOneMemory(Subject subject) {
        SessionRef session = subject.session();
        Turn twice = Turns.at(session, 1);
        List<TurnReceipt> receipts = subject.store(twice, Turns.at(session, 2), twice);

        assertThat(subject.sight().copies(twice)).isEqualTo(1);
        assertThat(isReplay(receipts.get(0), receipts.get(2)))
                .as("%s", receipts)
                .isTrue();
    }

    @Test
    default void theFirstContentOfAnIdStands(Subject subject) {
        Turn first = Turns.at(subject.session(), 1);
        subject.store(first);
        TurnReceipt second = subject.store(Turns.withContent(first, "Something else altogether"))
                .getFirst();

        assertThat(subject.sight().contents(first)).containsExactly(first.content());
        assertThat(second.outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    default void whatIsNewInAPartlyKnownBatchIsStored(Subject subject) {
        List<Turn> turns = Turns.at(subject.session(), 1, 5);
        List<TurnReceipt> before = subject.store(turns.subList(1, 3));
        List<TurnReceipt> receipts = subject.store(turns);

        assertThat(turns)
                .allSatisfy(turn -> assertThat(subject.sight().copies(turn)).isEqualTo(1));
        for (int i = 0; i < turns.size(); i++) {
            boolean known = i == 1 || i == 2;
            assertThat(known && isReplay(before.get(i - 1), receipts.get(i)))
                    .as("%s", receipts.get(i))
                    .isEqualTo(known);
        }
    }

    @Test
    default void aBatchOfSeveralUsersReachesEach(Subject subject) {
        Turn mine = Turns.at(subject.session(), 1);
        Turn theirs = Turns.at(subject.ready(new SessionRef(subject.scope().otherUser(), "monday")), 1);
        subject.store(mine, theirs);

        assertThat(subject.sight().copies(mine)).isEqualTo(1);
        assertThat(subject.sight().copies(theirs)).isEqualTo(1);
    }

    /** The same turns by many at once, each in another order: where backends deadlock or store twice. */
    @Test
    default void concurrentWritersLeaveOneMemoryOfEachTurn(Subject subject) throws Exception {
        List<Turn> turns = Turns.at(subject.session(), 1, 20);
        List<TurnReceipt> receipts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<TurnReceipt>>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                List<Turn> shuffled = new ArrayList<>(turns);
                Collections.shuffle(shuffled, new Random(writer));
                writers.add(threads.submit(() -> storeStubbornly(subject, shuffled)));
            }
            for (Future<List<TurnReceipt>> writer : writers) {
                receipts.addAll(writer.get());
            }
        }
        settle(subject.adapter());

        assertThat(turns)
                .allSatisfy(turn -> assertThat(subject.sight().copies(turn)).isEqualTo(1));
        if (receipts.stream().noneMatch(receipt -> receipt.outcome() == Outcome.PENDING)) {
            assertThat(receipts.stream().filter(receipt -> receipt.outcome() == Outcome.STORED))
                    .hasSameSizeAs(turns);
        }
    }

    private List<TurnReceipt> storeStubbornly(Subject subject, List<Turn> turns) {
        long deadline = System.nanoTime() + speed().patience().toNanos();
        while (true) {
            try {
                return subject.adapter().store(turns);
            } catch (AdapterException failure) {
                if (!failure.kind().retryable() || System.nanoTime() - deadline >= 0) {
                    throw failure;
                }
            }
        }
    }

    /** A replay is told as such; while the first is still under way its own receipt may be given again. */
    private static boolean isReplay(TurnReceipt first, TurnReceipt second) {
        return second.outcome() == Outcome.DUPLICATE || first.outcome() == Outcome.PENDING && second.equals(first);
    }
}
