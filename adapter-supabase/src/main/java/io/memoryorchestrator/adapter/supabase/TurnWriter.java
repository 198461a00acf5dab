package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.adapter.supabase.TurnBatch.Key;
import io.memoryorchestrator.adapter.supabase.TurnBatch.Row;
import io.memoryorchestrator.adapter.supabase.TurnBatch.SessionKey;
import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Stores batches of turns in one transaction and a constant number of round trips: users, sessions and turns go together
 * in the first, then those that were there already are read (only if there were any), then the ledger.
 */
final class TurnWriter {
    private static final String SESSIONS = """
            insert into memories.sessions (user_id, session_id)
            select user_id, session_id
            from unnest(?::uuid[], ?::text[]) as given (user_id, session_id)
            where exists (select from memories.users u where u.user_id = given.user_id)
            on conflict do nothing;
            """;
    private static final String TURNS = """
            insert into memories.turns (user_id, turn_id, session_id, position, role, content, content_hash, occurred_at,
                thread_id, agent_id, namespace, metadata, importance, client_turn_id, memory_type)
            select user_id, turn_id, session_id, position, role, content, content_hash, occurred_at::timestamptz,
                thread_id, agent_id, namespace, metadata::jsonb, importance, client_turn_id,
                coalesce(substring(metadata::jsonb ->> 'memoryType' from '^[a-z][a-z0-9_-]{0,49}$'), 'turn')
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::double precision[], ?::text[])
                as given (user_id, turn_id, session_id, position, role, content, content_hash, occurred_at,
                    thread_id, agent_id, namespace, metadata, importance, client_turn_id)
            where not exists (select from memories.suppressions x where x.user_hash = sha256(uuid_send(given.user_id)))
            on conflict (user_id, turn_id) do nothing
            returning user_id, turn_id""";
    private static final String PRESENT = "select " + TurnRow.COLUMNS + """
            , given.user_id, given.turn_id, t.content_hash, memories.is_erased(given.user_id)
            from unnest(?::uuid[], ?::uuid[]) as given (user_id, turn_id)
            left join memories.turns t on t.user_id = given.user_id and t.turn_id = given.turn_id""";

    private final Database database;
    private final UserKey keys;

    TurnWriter(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    List<TurnReceipt> store(List<Turn> turns) {
        if (turns.isEmpty()) {
            return List.of();
        }
        return database.transaction(
                "store turns",
                Caller.WORKER,
                transaction -> insert(transaction, turns).receipts(turns));
    }

    List<CommitOutcome> commit(List<IntentCommit> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        List<Turn> turns =
                batch.stream().flatMap(commit -> commit.turns().stream()).toList();
        return database.transaction("commit a batch of intents", Caller.WORKER, transaction -> {
            TurnBatch written = insert(transaction, turns);
            List<CommitOutcome> outcomes = new ArrayList<>(batch.size());
            for (IntentCommit commit : batch) {
                List<TurnReceipt> receipts = written.receipts(commit.turns());
                outcomes.add(new CommitOutcome(
                        commit.intentId(),
                        receipts,
                        written.standing(commit.turns(), receipts),
                        written.isSuppressed(commit.turns())));
            }
            transaction.update(IntentSettling.of(batch, outcomes, keys));
            return outcomes;
        });
    }

    private TurnBatch insert(Transaction transaction, List<Turn> turns) throws SQLException {
        TurnBatch batch = new TurnBatch(keys, turns);
        if (batch.isEmpty()) {
            return batch;
        }
        Query insert = UserRows.ensure(batch.users(), keys)
                .add(sessions(batch.sessions()))
                .add(turns(batch.rows()));
        batch.inserted(
                transaction.query(insert, row -> new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class))));
        List<Key> present = batch.present();
        if (!present.isEmpty()) {
            Map<UUID, UserRef> users = batch.users();
            transaction.query(present(present), row -> {
                int after = TurnRow.COLUMN_COUNT;
                Key key = new Key(row.getObject(after + 1, UUID.class), row.getObject(after + 2, UUID.class));
                byte[] hash = row.getBytes(after + 3);
                if (row.getBoolean(after + 4)) {
                    batch.suppressed(key);
                } else if (hash != null) {
                    batch.found(new Row(key, TurnRow.read(row, Objects.requireNonNull(users.get(key.user()))), hash));
                }
                return true;
            });
        }
        return batch;
    }

    private static Query sessions(List<SessionKey> sessions) {
        return Query.of(
                SESSIONS,
                sessions.stream().map(SessionKey::user).toArray(UUID[]::new),
                sessions.stream().map(SessionKey::sessionId).toArray(String[]::new));
    }

    private static Query turns(Collection<Row> rows) {
        TurnColumns columns = new TurnColumns(rows.size());
        rows.forEach(columns::add);
        return Query.of(TURNS, columns.values());
    }

    private static Query present(List<Key> present) {
        return Query.of(
                PRESENT,
                present.stream().map(Key::user).toArray(UUID[]::new),
                present.stream().map(Key::turn).toArray(UUID[]::new));
    }
}
