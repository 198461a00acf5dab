package io.memoryorchestrator.adapter.cache;

import static io.memoryorchestrator.adapter.cache.Conversation.SESSION;
import static io.memoryorchestrator.adapter.cache.Conversation.turn;
import static io.memoryorchestrator.adapter.cache.Conversation.turns;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailTests {
    private static final int KEEP = 5;

    @Test
    void aFullAnswerLeavesOpenWhetherThereIsMore() {
        Tail tail = Tail.loaded(turns(6, 10), 5, KEEP, 0);

        assertThat(tail.last(5)).contains(turns(6, 10));
        assertThat(tail.last(6)).isEmpty();
    }

    @Test
    void aShortAnswerIsTheWholeSession() {
        Tail tail = Tail.loaded(turns(1, 3), 5, KEEP, 0);

        assertThat(tail.last(1_000)).contains(turns(1, 3));
    }

    @Test
    void aWholeSessionThatOutgrowsItsRoomIsWholeNoLonger() {
        Tail tail = Tail.loaded(turns(1, 5), 6, KEEP, 0).with(turn(6), KEEP);

        assertThat(tail.last(5)).contains(turns(2, 6));
        assertThat(tail.last(6)).isEmpty();
    }

    @Test
    void aLateTurnFromBeforeTheWindowIsLeftOut() {
        Tail tail = Tail.loaded(turns(6, 9), 4, KEEP, 0).with(turn(2), KEEP);

        assertThat(tail.turns()).isEqualTo(turns(6, 9));
    }

    @Test
    void aLateTurnInsideTheWindowComesToItsPlace() {
        List<Turn> gap = new ArrayList<>(turns(6, 9));
        gap.remove(turn(8));

        assertThat(Tail.loaded(gap, 3, KEEP, 0).with(turn(8), KEEP).turns()).isEqualTo(turns(6, 9));
    }

    @Test
    void aLateTurnBeforeAWholeSessionIsItsNewBeginning() {
        assertThat(Tail.loaded(turns(2, 3), 5, KEEP, 0).with(turn(1), KEEP).last(9))
                .contains(turns(1, 3));
    }

    @Test
    void aTailWithoutTurnsThatIsNotWholeKnowsNothingAndLearnsNothing() {
        Tail tail = Tail.loaded(turns(6, 9), 4, KEEP, 0).without(turn -> true).with(turn(10), KEEP);

        assertThat(tail.last(1)).isEmpty();
    }

    @Test
    void aReplayedTurnIsThereOnce() {
        Tail tail = Tail.loaded(turns(1, 3), 5, KEEP, 0);

        assertThat(tail.outcomeOf(turn(2))).isEqualTo(TurnReceipt.Outcome.DUPLICATE);
        assertThat(tail.with(turn(2), KEEP)).isEqualTo(tail);
    }

    @Test
    void theFirstContentOfAnIdStands() {
        Tail tail = Tail.loaded(turns(1, 3), 5, KEEP, 0);
        Turn other = turn(SESSION, 2, "something else");

        assertThat(tail.outcomeOf(other)).isEqualTo(TurnReceipt.Outcome.CONFLICT);
        assertThat(tail.with(other, KEEP).turns()).isEqualTo(turns(1, 3));
    }

    @Test
    void turnsOfOnePositionAreOrderedByTheUnsignedBytesOfTheirIds() {
        List<Turn> same = new Random(7)
                .longs(50)
                .mapToObj(Long::toString)
                .map(TailTests::atPositionOne)
                .sorted(Tail.ORDER)
                .toList();

        assertThat(same.stream().map(turn -> turn.id().toString())).isSorted();
    }

    /** Whatever order turns come in, the tail says what the sorted list of all of them says, or that it does not know. */
    @Test
    void anyOrderOfArrivalGivesTheTruthOrNoAnswer() {
        long seed = System.nanoTime();
        System.out.println("TailTests seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Turn> truth = new ArrayList<>();
            int before = random.nextInt(8);
            for (int i = 0; i < before; i++) {
                truth.add(turn(random.nextInt(40)));
            }
            List<Turn> stored = truth.stream().distinct().sorted(Tail.ORDER).toList();
            truth = new ArrayList<>(stored);
            int asked = 1 + random.nextInt(6);
            Tail tail = Tail.loaded(stored.subList(Math.max(0, stored.size() - asked), stored.size()), asked, KEEP, 0);
            for (int i = 0; i < 10; i++) {
                Turn next = turn(random.nextInt(40));
                if (!truth.contains(next)) {
                    truth.add(next);
                }
                tail = tail.with(next, KEEP);
                truth.sort(Tail.ORDER);
                for (int limit = 1; limit < 12; limit++) {
                    List<Turn> expected = truth.subList(Math.max(0, truth.size() - limit), truth.size());
                    tail.last(limit).ifPresent(answer -> assertThat(answer).isEqualTo(expected));
                }
            }
        }
    }

    private static Turn atPositionOne(String name) {
        Turn turn = turn(1);
        return new Turn(
                TurnId.ofClientId(SESSION, name),
                SESSION,
                turn.position(),
                turn.role(),
                name,
                turn.occurredAt(),
                turn.labels(),
                turn.metadata(),
                turn.importance(),
                name);
    }
}
