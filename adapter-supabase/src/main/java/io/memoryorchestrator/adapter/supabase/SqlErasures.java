package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Erasure in two steps. The first makes the user's row if there is none, locks it and writes the suppression: a commit that
 * is under way either ends before the lock is had, or meets the suppression in its next statement. The second removes
 * everything, as forgetting does, and so also what such a commit still brought.
 */
final class SqlErasures implements Erasures {
    private static final String LOCK = """
            insert into memories.users (user_id, tenant_id, external_id) values (?, ?, ?) on conflict do nothing;
            select 1 from memories.users where user_id = ? for update""";
    private static final String SUPPRESS = """
            insert into memories.suppressions (user_hash, erasure_id) values (sha256(uuid_send(?)), ?)
            on conflict do nothing;
            insert into memories.erasures (erasure_id, user_hash, reason) values (?, sha256(uuid_send(?)), ?)
            on conflict do nothing""";
    private static final String REPORT = """
            update memories.erasures
            set completed_at = coalesce(completed_at, now()),
                removed = (select coalesce(jsonb_object_agg(place, sum), '{}')
                           from (select place, sum(count::bigint) as sum
                                 from (select * from jsonb_each_text(removed)
                                       union all select * from jsonb_each_text(?::jsonb)) as counts (place, count)
                                 group by place) as sums)
            where erasure_id = ?;
            select erasure_id, requested_at, completed_at, removed::text from memories.erasures where erasure_id = ?""";
    private static final String SHOW =
            "select erasure_id, requested_at, completed_at, removed::text from memories.erasures where erasure_id = ?";
    private static final String IS_ERASED = "select memories.is_erased(?)";
    private static final String READMIT = "delete from memories.suppressions where user_hash = sha256(uuid_send(?))";

    private final Database database;
    private final UserKey keys;
    private final Forgetting forgetting;

    SqlErasures(Database database, UserKey keys, Forgetting forgetting) {
        this.database = database;
        this.keys = keys;
        this.forgetting = forgetting;
    }

    @Override
    public Receipt erase(UUID id, UserRef user, @Nullable String reason) {
        UUID key = keys.of(user);
        database.transaction("suppress a user", Caller.WORKER, transaction -> {
            transaction.query(Query.of(LOCK, key, user.tenantId(), user.userId(), key), row -> true);
            return transaction.update(Query.of(SUPPRESS, key, id, id, key, StorableText.ofNullable(reason)));
        });
        ForgetReceipt forgotten = forgetting.forget(new ForgetScope.OfUser(user));
        Map<String, @Nullable Object> removed = new LinkedHashMap<>(forgotten.removed());
        return database.queryOne(
                        "write the receipt of an erasure",
                        Caller.WORKER,
                        Query.of(REPORT, JsonText.of(removed), id, id),
                        SqlErasures::receipt)
                .orElseThrow();
    }

    @Override
    public Optional<Receipt> show(UUID id) {
        return database.queryOne("show an erasure", Caller.WORKER, Query.of(SHOW, id), SqlErasures::receipt);
    }

    @Override
    public boolean isErased(UserRef user) {
        return database.queryOne(
                        "look for an erasure",
                        Caller.WORKER,
                        Query.of(IS_ERASED, keys.of(user)),
                        row -> row.getBoolean(1))
                .orElse(false);
    }

    @Override
    public void readmit(UserRef user) {
        database.update("readmit a user", Caller.WORKER, Query.of(READMIT, keys.of(user)));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        Map<String, Long> removed = new LinkedHashMap<>();
        JsonText.parse(row.getString(4)).forEach((place, count) -> {
            if (count instanceof Number number) {
                removed.put(place, number.longValue());
            }
        });
        OffsetDateTime completed = row.getObject(3, OffsetDateTime.class);
        Instant completedAt = completed == null ? null : completed.toInstant();
        return new Receipt(row.getObject(1, UUID.class), TurnRow.instant(row, 2), completedAt, removed);
    }
}
