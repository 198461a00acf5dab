package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnBatching;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryHandTests {
    private final DeliveryHand hand = new DeliveryHand(Pairs::new);

    @Test
    void aSessionHasOneBatchUnderWayAtATime() {
        gather("a", 1, 2, 3, 4);
        gather("b", 5, 6);

        HeldBatch first = hand.next(NOW).orElseThrow();
        HeldBatch second = hand.next(NOW).orElseThrow();

        assertThat(offsets(first)).containsExactly(1L, 2L);
        assertThat(offsets(second)).containsExactly(5L, 6L);
        assertThat(hand.next(NOW)).isEmpty();
        hand.ended(first, List.of());
        assertThat(offsets(hand.next(NOW).orElseThrow())).containsExactly(3L, 4L);
    }

    @Test
    void whatIsGivenBackComesBeforeTheRestOfItsSession() {
        gather("a", 1, 2, 3, 4);
        HeldBatch first = hand.next(NOW).orElseThrow();

        hand.ended(first, List.of(new HeldBatch(List.of(first.turns().getLast()), 1)));

        assertThat(hand.size()).isEqualTo(3);
        assertThat(offsets(hand.next(NOW).orElseThrow())).containsExactly(2L);
    }

    @Test
    void aBatchThatHasToWaitKeepsItsSessionWaitingAndNoOther() {
        gather("a", 1, 2);
        HeldBatch held = hand.next(NOW).orElseThrow();
        hand.ended(held, List.of(new HeldBatch(held.turns(), 0, NOW.plusSeconds(2))));
        gather("a", 3, 4);
        gather("b", 5, 6);

        assertThat(offsets(hand.next(NOW).orElseThrow())).containsExactly(5L, 6L);
        assertThat(hand.next(NOW)).isEmpty();
        assertThat(offsets(hand.next(NOW.plusSeconds(2)).orElseThrow())).containsExactly(1L, 2L);
    }

    @Test
    void aTurnThatWaitedElsewhereDoesNotGather() {
        hand.add(HeldTurns.of("a", 7, 1));

        assertThat(offsets(hand.next(NOW).orElseThrow())).containsExactly(7L);
    }

    @Test
    void theSameTurnDeliveredTwiceIsHeldTwice() {
        gather("a", 1, 1);

        assertThat(hand.next(NOW).orElseThrow().turns()).hasSize(2);
    }

    @Test
    void clearedItHoldsNothing() {
        gather("a", 1, 2, 3);
        hand.next(NOW);

        hand.clear();

        assertThat(hand.size()).isZero();
        assertThat(hand.underWay()).isZero();
        assertThat(hand.next(NOW)).isEmpty();
    }

    private void gather(String session, long... offsets) {
        for (long offset : offsets) {
            hand.gather(HeldTurns.of(session, offset, 0), NOW);
        }
    }

    private static List<Long> offsets(HeldBatch batch) {
        return batch.turns().stream().map(HeldTurn::offset).toList();
    }

    /** Two make a batch. */
    private static final class Pairs implements TurnBatching {
        private final List<Turn> open = new ArrayList<>();

        @Override
        public List<List<Turn>> offer(Turn turn, Instant now) {
            open.add(turn);
            if (open.size() < 2) {
                return List.of();
            }
            List<Turn> both = List.copyOf(open);
            open.clear();
            return List.of(both);
        }

        @Override
        public List<List<Turn>> due(Instant now) {
            return List.of();
        }
    }
}
