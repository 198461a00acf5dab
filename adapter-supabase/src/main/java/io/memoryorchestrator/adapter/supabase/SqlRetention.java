package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.Retention;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Retention by {@code memories.retain_some}, batch after batch, each in a transaction of its own. */
final class SqlRetention implements Retention {
    static final int BATCH = 5_000;

    private static final String RULE = """
            insert into memories.retention_rules (tenant_id, days, legal_hold) values (?, ?, ?)
            on conflict (tenant_id) do update set days = excluded.days, legal_hold = excluded.legal_hold""";
    private static final String BEGIN = """
            insert into memories.housekeeping (job, started_at) values ('retention', now())
            on conflict (job) do update set started_at = now(), finished_at = null, removed = 0
            returning started_at""";
    private static final String SOME = "select turns, sessions, intents from memories.retain_some(?, ?)";
    private static final String PROGRESS = "update memories.housekeeping set removed = ? where job = 'retention'";
    private static final String END = """
            update memories.housekeeping set finished_at = now(), removed = ? where job = 'retention'
            returning finished_at""";
    private static final String LAST =
            "select removed, started_at, finished_at from memories.housekeeping where job = 'retention'";

    private final Database database;

    SqlRetention(Database database) {
        this.database = database;
    }

    @Override
    public void rule(String tenantId, @Nullable Integer days, boolean legalHold) {
        if (days != null && (days < 1 || days > 36_500)) {
            throw new IllegalArgumentException("days must lie between 1 and 36500");
        }
        database.update("set a retention rule", Caller.WORKER, Query.of(RULE, tenantId, days, legalHold));
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
                return true;
            });
            database.update("note progress of retention", Caller.WORKER, Query.of(PROGRESS, sum(removed)));
        } while (sum(removed) > before);
        Instant finished = moment(Query.of(END, sum(removed)));
        removed.values().removeIf(count -> count == 0);
        return new Run(removed, started, finished);
    }

    @Override
    public Optional<Run> last() {
        return database.queryOne("show the last retention run", Caller.WORKER, Query.of(LAST), row -> {
            OffsetDateTime finished = row.getObject(3, OffsetDateTime.class);
            return new Run(
                    Map.of("all", row.getLong(1)),
                    TurnRow.instant(row, 2),
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
