package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns with their kind and their uses. */
final class SqlMemories implements Memories {
    private static final String COLUMNS =
            TurnRow.COLUMNS + ", t.memory_type, t.stored_at, coalesce(a.uses, 0), a.last_used_at";
    private static final String SELECT = "select " + COLUMNS + """

            from memories.turns t
            left join memories.turn_uses a on a.user_id = t.user_id and a.turn_id = t.turn_id
            where t.user_id = ?""";
    /** The first comparison says nothing that the second does not, but is one that an index can begin at. */
    private static final String AFTER = " and t.occurred_at <= ? and (t.occurred_at < ? or t.turn_id > ?)";

    private static final String ORDER = " order by t.occurred_at desc, t.turn_id limit ?";
    private static final String CHANGE = """
            update memories.turns
            set memory_type = coalesce(?, memory_type), importance = coalesce(?, importance),
                metadata = coalesce(?::jsonb, metadata), changed_at = clock_timestamp()
            where user_id = ? and turn_id = ?""";
    private static final String USED = """
            insert into memories.turn_uses as a (user_id, turn_id, uses, last_used_at)
            select t.user_id, t.turn_id, given.uses, ?
            from unnest(?::uuid[], ?::uuid[], ?::bigint[]) as given (user_id, turn_id, uses)
            join memories.turns t on t.user_id = given.user_id and t.turn_id = given.turn_id
            on conflict (user_id, turn_id) do update
                set uses = a.uses + excluded.uses, last_used_at = greatest(a.last_used_at, excluded.last_used_at)""";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail audit;

    SqlMemories(Database database, UserKey keys, AuditTrail audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public List<Memory> list(UserRef user, Wanted wanted, @Nullable Place after, int limit) {
        UUID key = keys.of(user);
        Query query = page(key, wanted, after, limit);
        return database.query("list memories", Caller.user(key), query, row -> memory(row, user));
    }

    static Query page(UUID key, Wanted wanted, @Nullable Place after, int limit) {
        Query query = narrowed(Query.of(SELECT, key), wanted);
        if (after != null) {
            query.add(AFTER, after.occurredAt(), after.occurredAt(), after.id());
        }
        return query.add(ORDER, limit);
    }

    @Override
    public List<Memory> lookup(UserRef user, Collection<UUID> ids) {
        UUID key = keys.of(user);
        Query query = Query.of(SELECT, key).add(" and t.turn_id = any (?)", (Object) ids.toArray(UUID[]::new));
        return database.query("look memories up", Caller.user(key), query, row -> memory(row, user));
    }

    @Override
    public Optional<Memory> change(UserRef user, UUID id, Change change) {
        UUID key = keys.of(user);
        Map<String, @Nullable Object> metadata = change.metadata();
        String json = metadata == null ? null : JsonText.of(metadata);
        return database.transaction("change a memory", Caller.WORKER, transaction -> {
            long changed = transaction.update(Query.of(CHANGE, change.type(), change.importance(), json, key, id));
            if (changed == 0) {
                return Optional.empty();
            }
            Query read = audit.of("memory.change", user, id.toString()).add(SELECT + " and t.turn_id = ?", key, id);
            return Optional.of(transaction.query(read, row -> memory(row, user)).getFirst());
        });
    }

    @Override
    public void used(Map<TurnKey, Long> uses, Instant at) {
        if (uses.isEmpty()) {
            return;
        }
        // In one order for all processes, so that two of them never wait for each other.
        Map<UUID, TurnKey> sorted = new TreeMap<>();
        uses.keySet().forEach(turn -> sorted.put(turn.turnId(), turn));
        UUID[] users =
                sorted.values().stream().map(turn -> keys.of(turn.user())).toArray(UUID[]::new);
        long[] counts = sorted.values().stream()
                .mapToLong(turn -> uses.getOrDefault(turn, 0L))
                .toArray();
        database.update(
                "count uses",
                Caller.WORKER,
                Query.of(USED, at, users, sorted.keySet().toArray(UUID[]::new), counts));
    }

    private static Query narrowed(Query query, Wanted wanted) {
        TurnSelection.addTo(query, wanted.filter());
        if (wanted.leastImportance() > 0) {
            query.add(" and t.importance >= ?", wanted.leastImportance());
        }
        return query;
    }

    private static Memory memory(ResultSet row, UserRef user) throws SQLException {
        int next = TurnRow.COLUMN_COUNT + 1;
        OffsetDateTime used = row.getObject(next + 3, OffsetDateTime.class);
        return new Memory(
                TurnRow.read(row, user),
                row.getString(next),
                TurnRow.instant(row, next + 1),
                row.getLong(next + 2),
                used == null ? null : used.toInstant());
    }
}
