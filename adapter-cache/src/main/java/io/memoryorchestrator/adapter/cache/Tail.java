package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The known end of a session: nothing is missing between its first turn and the end of the session.
 *
 * @param turns oldest first
 * @param whole whether the session has no turn before the first of these
 * @param loadedAt the ticker's nanoseconds when the load began
 */
record Tail(List<Turn> turns, boolean whole, long loadedAt) {

    /** By position, then by id in the order of its bytes, which is how Postgres compares a uuid; Java compares signed. */
    static final Comparator<Turn> ORDER = Comparator.comparingLong(Turn::position)
            .thenComparing(Turn::id, (a, b) -> {
                int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
                return high != 0
                        ? high
                        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
            });

    Tail {
        turns = List.copyOf(turns);
    }

    /**
     * What a source answered.
     *
     * @param asked how many turns it was asked for: a shorter answer means that the session has no more
     * @param keep how many to keep at most
     */
    static Tail loaded(List<Turn> answer, int asked, int keep, long loadedAt) {
        List<Turn> sorted = answer.stream().sorted(ORDER).toList();
        return new Tail(sorted, answer.size() < asked, loadedAt).keep(keep);
    }

    /** The last turns, or nothing when the session may have more of them than are known here. */
    Optional<List<Turn>> last(int limit) {
        if (limit > turns.size()) {
            return whole ? Optional.of(turns) : Optional.empty();
        }
        return Optional.of(turns.subList(turns.size() - limit, turns.size()));
    }

    /** What adding a turn would come to. */
    TurnReceipt.Outcome outcomeOf(Turn turn) {
        return find(turn.id())
                .map(known -> known.content().equals(turn.content())
                        ? TurnReceipt.Outcome.DUPLICATE
                        : TurnReceipt.Outcome.CONFLICT)
                .orElse(TurnReceipt.Outcome.STORED);
    }

    /**
     * This tail and one more turn at its place. A turn that belongs before a tail whose beginning is not the session's is
     * left out: the turns between the two are unknown.
     */
    Tail with(Turn turn, int keep) {
        if (find(turn.id()).isPresent()) {
            return this;
        }
        if (!whole && (turns.isEmpty() || ORDER.compare(turn, turns.getFirst()) < 0)) {
            return this;
        }
        List<Turn> more = new ArrayList<>(turns);
        int at = more.size();
        while (at > 0 && ORDER.compare(more.get(at - 1), turn) > 0) {
            at--;
        }
        more.add(at, turn);
        return new Tail(more, whole, loadedAt).keep(keep);
    }

    Tail without(Predicate<Turn> forgotten) {
        return new Tail(turns.stream().filter(forgotten.negate()).toList(), whole, loadedAt);
    }

    private Tail keep(int most) {
        return turns.size() <= most
                ? this
                : new Tail(turns.subList(turns.size() - most, turns.size()), false, loadedAt);
    }

    private Optional<Turn> find(UUID id) {
        return turns.stream().filter(turn -> turn.id().equals(id)).findFirst();
    }
}
