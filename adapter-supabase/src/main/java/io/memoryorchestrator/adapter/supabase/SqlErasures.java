package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final String BEGIN = """
            insert into memories.erasures (erasure_id, user_hash, reason, tenant_id, external_id, steps)
            select ?, sha256(uuid_send(?)), ?, ?, ?,
                   memories.steps_by_deliveries(?) || '{"store": {"state": "PENDING"}}'::jsonb
            where not exists (select from memories.erasures
                              where user_hash = sha256(uuid_send(?)) and completed_at is null)
            on conflict do nothing;
            delete from memories.backfills where request ->> 'tenantId' = ? and request ->> 'userId' = ?;
            with known as materialized (
                select erasure_id from memories.erasures
                where user_hash = sha256(uuid_send(?)) and (completed_at is null or erasure_id = ?)
                order by completed_at nulls first
                limit 1
            ), suppressed as (
                insert into memories.suppressions (user_hash, erasure_id)
                select sha256(uuid_send(?)), erasure_id from known
                on conflict do nothing
            )
            select erasure_id from known""";
    private static final String COUNT = """
            update memories.erasures
            set removed = (select coalesce(jsonb_object_agg(place, sum), '{}')
                           from (select place, sum(count::bigint) as sum
                                 from (select * from jsonb_each_text(removed)
                                       union all select * from jsonb_each_text(?::jsonb)) as counts (place, count)
                                 group by place) as sums)
            where erasure_id = ?;
            """;
    private static final String REPORT = """
            update memories.erasures e
            set steps = e.steps || jsonb_build_object(?::text, ?::jsonb || jsonb_build_object('removed', (
                    select coalesce(jsonb_object_agg(what, sum), '{}')
                    from (select what, sum(count::bigint) as sum
                          from (select * from jsonb_each_text(coalesce(e.steps #> array[?::text, 'removed'], '{}'))
                                union all select * from jsonb_each_text(?::jsonb -> 'removed')) as counts (what, count)
                          group by what) as sums)))
            where e.erasure_id = ?;
            """;
    private static final String SHOW =
            "select" + ErasureRow.COLUMNS + "from memories.erasures e where e.erasure_id = ?";
    private static final String LIST =
            "select" + ErasureRow.COLUMNS + "from memories.erasures e order by e.requested_at desc limit ?";
    private static final String OPEN = "select" + ErasureRow.COLUMNS + """
            from memories.erasures e
            where e.completed_at is null and e.external_id is not null
            order by e.requested_at
            limit ?""";
    private static final String CLAIM = """
            update memories.erasures e
            set worker = ?, lease_until = now() + ? * interval '1 millisecond', attempts = e.attempts + 1
            where e.erasure_id = (
                select x.erasure_id from memories.erasures x
                where x.completed_at is null and x.external_id is not null and x.next_attempt_at <= now()
                  and (x.lease_until is null or x.lease_until < now())
                order by x.next_attempt_at
                limit 1
                for update skip locked)
            returning""" + ErasureRow.COLUMNS;
    private static final String EXTEND = """
            update memories.erasures set lease_until = now() + ? * interval '1 millisecond'
            where erasure_id = ? and lease_until is not null""";
    private static final String POSTPONE = """
            update memories.erasures
            set next_attempt_at = now() + ? * interval '1 millisecond', lease_until = null
            where erasure_id = ?""";
    private static final String COMPLETE = """
            update memories.erasures
            set completed_at = coalesce(completed_at, now()), tenant_id = null, external_id = null, lease_until = null
            where erasure_id = ?;
            """;
    private static final String IS_ERASED = "select memories.is_erased(?)";
    private static final String READMIT = "delete from memories.suppressions where user_hash = sha256(uuid_send(?))";

    private final Database database;
    private final UserKey keys;
    private final Forgetting forgetting;
    private final IndexCleaning indexes;
    private final AuditTrail audit;

    SqlErasures(Database database, UserKey keys, Forgetting forgetting, IndexCleaning indexes, AuditTrail audit) {
        this.audit = audit;
        this.database = database;
        this.keys = keys;
        this.forgetting = forgetting;
        this.indexes = indexes;
    }

    @Override
    public Receipt erase(UUID id, UserRef user, @Nullable String reason) {
        UUID key = keys.of(user);
        String tenant = user.tenantId();
        String name = user.userId();
        UUID open = database.transaction("suppress a user", Caller.WORKER, transaction -> {
            transaction.query(Query.of(LOCK, key, tenant, name, key), row -> true);
            return transaction
                    .query(
                            audit.of("user.erase", user, id.toString())
                                    .add(BEGIN, id, key, StorableText.ofNullable(reason), tenant, name, key, key)
                                    .add("", tenant, name, key, id, key),
                            row -> row.getObject(1, UUID.class))
                    .getFirst();
        });
        ForgetReceipt forgotten = forgetting.forget(new ForgetScope.OfUser(user));
        Map<String, @Nullable Object> removed = new LinkedHashMap<>(forgotten.removed());
        // The row that was made to be locked.
        removed.remove("users");
        return receipt(
                "write the receipt of an erasure",
                Query.of(COUNT, JsonText.of(removed), open).add(step(open, STORE, Step.done(Map.of()))),
                open);
    }

    @Override
    public Optional<Open> claim(String worker, Duration lease) {
        return database.queryOne(
                "claim an erasure", Caller.WORKER, Query.of(CLAIM, worker, lease.toMillis()), ErasureRow::open);
    }

    @Override
    public List<Open> open(int limit) {
        return database.query("list open erasures", Caller.WORKER, Query.of(OPEN, limit), ErasureRow::open);
    }

    @Override
    public void report(UUID id, String place, Step step) {
        receipt("report on an erasure", step(id, place, step), id);
    }

    private static Query step(UUID id, String place, Step step) {
        String json = JsonText.of(ErasureRow.json(step));
        return Query.of(REPORT, place, json, place, json, id);
    }

    @Override
    public void extend(UUID id, Duration lease) {
        database.update("keep an erasure", Caller.WORKER, Query.of(EXTEND, lease.toMillis(), id));
    }

    @Override
    public void postpone(UUID id, Duration wait) {
        database.update("postpone an erasure", Caller.WORKER, Query.of(POSTPONE, wait.toMillis(), id));
    }

    @Override
    public Receipt complete(UUID id) {
        return receipt("close an erasure", Query.of(COMPLETE, id), id);
    }

    @Override
    public List<String> cleanIndexes(UserRef user) {
        return indexes.clean(keys.of(user));
    }

    @Override
    public Optional<Receipt> show(UUID id) {
        return database.queryOne("show an erasure", Caller.WORKER, Query.of(SHOW, id), ErasureRow::receipt);
    }

    @Override
    public List<Receipt> list(int limit) {
        return database.query("list erasures", Caller.WORKER, Query.of(LIST, limit), ErasureRow::receipt);
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
        database.update(
                "readmit a user",
                Caller.WORKER,
                audit.of("user.readmit", user, null).add(READMIT, keys.of(user)));
    }

    private Receipt receipt(String purpose, Query change, UUID id) {
        return database.queryOne(purpose, Caller.WORKER, change.add(SHOW, id), ErasureRow::receipt)
                .orElseThrow(() -> SupabaseFailures.rejected("There is no erasure " + id));
    }
}
