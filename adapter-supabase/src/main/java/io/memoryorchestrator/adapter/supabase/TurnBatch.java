package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.ContentHash;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a batch, each id once and in one order for all writers, so that concurrent batches wait for one another
 * and never deadlock.
 */
final class TurnBatch {
    private final UserKey keys;
    private final TreeMap<Key, Row> rows = new TreeMap<>();
    private final Map<Key, Row> found = new HashMap<>();
    private final Set<Key> told = new HashSet<>();
    private final Set<Key> suppressed = new HashSet<>();
    private Set<Key> inserted = Set.of();

    TurnBatch(UserKey keys, Collection<Turn> turns) {
        this.keys = keys;
        for (Turn turn : turns) {
            rows.computeIfAbsent(key(turn), key -> new Row(key, turn, hash(turn)));
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** The users of the batch by key, sorted. */
    Map<UUID, UserRef> users() {
        Map<UUID, UserRef> users = new TreeMap<>();
        rows.values()
                .forEach(row -> users.putIfAbsent(row.key().user(), row.turn().user()));
        return users;
    }

    /** The sessions of the batch, sorted. */
    List<SessionKey> sessions() {
        return rows.values().stream()
                .map(row ->
                        new SessionKey(row.key().user(), row.turn().session().sessionId()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Notes which rows the database took. */
    void inserted(Collection<Key> taken) {
        inserted = new HashSet<>(taken);
    }

    /** Those that were there already. */
    List<Key> present() {
        return rows.keySet().stream().filter(key -> !inserted.contains(key)).toList();
    }

    /** Notes a turn that was there already, as it is there. */
    void found(Row there) {
        found.put(there.key(), there);
    }

    /** Notes a row that was not taken because its user has been erased. */
    void suppressed(Key key) {
        suppressed.add(key);
    }

    boolean isSuppressed(List<Turn> turns) {
        return turns.stream().anyMatch(turn -> suppressed.contains(key(turn)));
    }

    /** One receipt for each turn, in the order given; asked in the order of the batch, as the first of equals was stored. */
    List<TurnReceipt> receipts(List<Turn> turns) {
        List<TurnReceipt> receipts = new ArrayList<>(turns.size());
        for (Turn turn : turns) {
            receipts.add(TurnReceipt.of(turn.id(), outcome(turn)));
        }
        return receipts;
    }

    /** The turns as they are stored, of those whose receipt is no conflict. */
    List<Turn> standing(List<Turn> turns, List<TurnReceipt> receipts) {
        List<Turn> standing = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            Row there = there(key(turns.get(i)));
            if (there != null && receipts.get(i).outcome() != Outcome.CONFLICT) {
                standing.add(there.turn());
            }
        }
        return standing;
    }

    /** Null when it was there at first and has been forgotten since. */
    private @Nullable Row there(Key key) {
        return inserted.contains(key) ? rows.get(key) : found.get(key);
    }

    private Outcome outcome(Turn turn) {
        Key key = key(turn);
        Row first = rows.get(key);
        if (first == null) {
            throw new IllegalArgumentException("the turn is not of this batch");
        }
        if (suppressed.contains(key)) {
            return Outcome.CONFLICT;
        }
        if (inserted.contains(key) && told.add(key)) {
            return Outcome.STORED;
        }
        Row there = there(key);
        byte[] stored = there == null ? first.hash() : there.hash();
        return Arrays.equals(stored, first.turn() == turn ? first.hash() : hash(turn))
                ? Outcome.DUPLICATE
                : Outcome.CONFLICT;
    }

    private Key key(Turn turn) {
        return new Key(keys.of(turn.user()), turn.id());
    }

    private static byte[] hash(Turn turn) {
        return ContentHash.bytes(turn.content());
    }

    record Key(UUID user, UUID turn) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byUser = user.compareTo(other.user);
            return byUser != 0 ? byUser : turn.compareTo(other.turn);
        }
    }

    record SessionKey(UUID user, String sessionId) implements Comparable<SessionKey> {
        @Override
        public int compareTo(SessionKey other) {
            int byUser = user.compareTo(other.user);
            return byUser != 0 ? byUser : sessionId.compareTo(other.sessionId);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Row(Key key, Turn turn, byte[] hash) {}
}
