package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Retention by {@code memories.retain_some} and {@code retain_some_nodes}, batch after batch, each in a transaction of its own. */
final class SqlRetention implements Retention {
    static final int BATCH = 5_000;

    private static final String RULE = """
            insert into memories.retention_rules as r (tenant_id, days, legal_hold, set_by_operator) values (?, ?, ?, ?)
            on conflict (tenant_id) do update
                set days = coalesce(excluded.days, r.configured_days), legal_hold = excluded.legal_hold,
                    set_by_operator = excluded.set_by_operator""";
    private static final String BEGIN = """
            insert into memories.housekeeping (job, started_at) values ('retention', now())
            on conflict (job) do update set started_at = now(), finished_at = null, removed = 0
            returning started_at""";
    private static final String SOME = """
            select batch.turns, batch.sessions, batch.intents, memories.retain_some_nodes(given.as_of, given.at_most)
            from (values (?::timestamptz, ?::integer)) as given (as_of, at_most)
            cross join lateral memories.retain_some(given.as_of, given.at_most) as batch""";
    private static final String PROGRESS = "update memories.housekeeping set removed = ? where job = 'retention'";
    private static final String END = """
            update memories.housekeeping set finished_at = now(), removed = ? where job = 'retention'
            returning finished_at""";
    private static final String RUNS =
            "select job, removed, started_at, finished_at from memories.housekeeping order by job";
    private static final String DAYS = """
            insert into memories.retention_rules as r (tenant_id, days, configured_days) values ('*', ?, ?)
            on conflict (tenant_id) do update
                set configured_days = excluded.configured_days,
                    days = case when r.set_by_operator then r.days else excluded.days end""";
    private static final String RULES =
            "select tenant_id, days, legal_hold from memories.retention_rules order by tenant_id";
    private static final String HOLD = "update memories.users set legal_hold = ? where user_id = ?";
    private static final String HELD = """
            select exists (select from memories.users where user_id = ? and legal_hold)
                or exists (select from memories.retention_rules where tenant_id in (?, '*') and legal_hold)""";
    private static final String CLAIM = "select memories.claim_job(?, ? * interval '1 millisecond')";
    private static final String FINISH =
            "update memories.housekeeping set finished_at = now(), removed = ? where job = ?";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail audit;
    private final CronJobs cron;

    SqlRetention(Database database, UserKey keys, AuditTrail audit, CronJobs cron) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.cron = cron;
    }

    @Override
    public void rule(String tenantId, @Nullable Integer days, boolean legalHold) {
        check(days);
        Query query = audit.of("retention.rule", tenantId, null, days + (legalHold ? " held" : ""));
        database.update(
                "set a retention rule", Caller.WORKER, query.add(RULE, tenantId, days, legalHold, days != null));
    }

    @Override
    public void days(@Nullable Integer days) {
        check(days);
        database.update("set the common retention", Caller.WORKER, Query.of(DAYS, days, days));
    }

    private static void check(@Nullable Integer days) {
        if (days != null && (days < 1 || days > 36_500)) {
            throw new IllegalArgumentException("days must lie between 1 and 36500");
        }
    }

    @Override
    public List<Rule> rules() {
        return database.query("list retention rules", Caller.WORKER, Query.of(RULES), row -> {
            int days = row.getInt(2);
            Integer own = row.wasNull() ? null : Integer.valueOf(days);
            return new Rule(row.getString(1), own, row.getBoolean(3));
        });
    }

    @Override
    public boolean hold(UserRef user, boolean legalHold) {
        Query query = audit.of(legalHold ? "retention.hold" : "retention.release", user, null);
        return database.update("set a legal hold", Caller.WORKER, query.add(HOLD, legalHold, keys.of(user))) > 0;
    }

    @Override
    public boolean held(UserRef user) {
        return database.queryOne(
                        "look for a legal hold",
                        Caller.WORKER,
                        Query.of(HELD, keys.of(user), user.tenantId()),
                        row -> row.getBoolean(1))
                .orElse(false);
    }

    @Override
    public boolean runsByItself() {
        return cron.scheduled();
    }

    @Override
    public boolean claim(String job, Duration pause) {
        return database.queryOne(
                        "claim a job", Caller.WORKER, Query.of(CLAIM, job, pause.toMillis()), row -> row.getBoolean(1))
                .orElse(false);
    }

    @Override
    public void finish(String job, long removed) {
        database.update("finish a job", Caller.WORKER, Query.of(FINISH, removed, job));
    }

    @Override
    public Run run(Instant asOf) {
        Instant started = moment(Query.of(BEGIN));
        Map<String, Long> removed = new LinkedHashMap<>();
        long before;
        do {
            before = sum(removed);
            database.query("apply retention", Caller.WORKER, Query.of(SOME, asOf, BATCH), row -> {
                removed.merge("turns", row.getLong(1), Long::sum);
                removed.merge("sessions", row.getLong(2), Long::sum);
                removed.merge("intents", row.getLong(3), Long::sum);
                removed.merge("nodes", row.getLong(4), Long::sum);
                return true;
            });
            database.update("note progress of retention", Caller.WORKER, Query.of(PROGRESS, sum(removed)));
        } while (sum(removed) > before);
        Instant finished = moment(Query.of(END, sum(removed)));
        removed.values().removeIf(count -> count == 0);
        return new Run(JOB, removed, started, finished);
    }

    @Override
    public List<Run> runs() {
        return database.query("show the last runs", Caller.WORKER, Query.of(RUNS), row -> {
            OffsetDateTime finished = row.getObject(4, OffsetDateTime.class);
            return new Run(
                    row.getString(1),
                    Map.of("all", row.getLong(2)),
                    TurnRow.instant(row, 3),
                    finished == null ? null : finished.toInstant());
        });
    }

    private Instant moment(Query query) {
        return database.queryOne("note a retention run", Caller.WORKER, query, row -> TurnRow.instant(row, 1))
                .orElseThrow();
    }

    private static long sum(Map<String, Long> removed) {
        return removed.values().stream().mapToLong(Long::longValue).sum();
    }
}
