package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.BackfillJob;
import io.memoryorchestrator.api.canonical.BackfillJob.State;
import io.memoryorchestrator.api.canonical.BackfillLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Backfill jobs in {@code memories.backfills}; leases run by the database's clock, which all processes share. */
final class SqlBackfillLedger implements BackfillLedger {
    private static final String COLUMNS = """
             job_id, request::text, state, total, done, failed, cursor, reason, created_at, updated_at
            """;
    private static final String CREATE = """
            insert into memories.backfills
                (job_id, request, state, total, done, failed, cursor, reason, created_at, updated_at)
            values (?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (job_id) do nothing;
            select""" + COLUMNS + "from memories.backfills where job_id = ?";
    private static final String SHOW = "select" + COLUMNS + "from memories.backfills where job_id = ?";
    private static final String LIST =
            "select" + COLUMNS + "from memories.backfills order by created_at desc, job_id limit ?";
    private static final String CLAIM = """
            update memories.backfills
            set worker = ?, lease_until = now() + ? * interval '1 millisecond', updated_at = now()
            where job_id = (
                select job_id from memories.backfills
                where state = 'RUNNING' and (lease_until is null or lease_until <= now())
                order by created_at, job_id
                limit 1
                for update skip locked)
            returning""" + COLUMNS;
    /**
     * What has ended stays as it ended; its worker only learns of it. The last progress ends the job in the same statement:
     * without a cursor it would otherwise be one that has not begun.
     */
    private static final String ADVANCE = """
            update memories.backfills b
            set cursor = progress.cursor, done = progress.done, failed = progress.failed, updated_at = now(),
                lease_until = now() + progress.lease * interval '1 millisecond',
                state = case when progress.cursor is null then 'FINISHED' else b.state end,
                reason = case when progress.cursor is null then null else b.reason end
            from (values (?::text, ?::bigint, ?::bigint, ?::bigint)) as progress (cursor, done, failed, lease)
            where b.job_id = ? and b.worker = ? and b.state in ('RUNNING', 'PAUSED');
            select""" + COLUMNS + "from memories.backfills where job_id = ? and worker = ?";
    /** A worker keeps a paused job until its last progress is in; resuming sets the job free for anybody. */
    private static final String MOVE = """
            update memories.backfills b
            set state = moved.state, reason = moved.reason, updated_at = now(),
                worker = case when moved.state = 'RUNNING' then null else b.worker end,
                lease_until = case when moved.state = 'RUNNING' then null else b.lease_until end
            from (values (?::text, ?::text)) as moved (state, reason)
            where b.job_id = ? and b.state = any (?);
            select""" + COLUMNS + "from memories.backfills where job_id = ?";

    private static final Map<State, Set<State>> FROM = Map.of(
            State.RUNNING, Set.of(State.PAUSED),
            State.PAUSED, Set.of(State.RUNNING),
            State.FINISHED, Set.of(State.RUNNING),
            State.CANCELLED, Set.of(State.RUNNING, State.PAUSED),
            State.FAILED, Set.of(State.RUNNING, State.PAUSED));

    private final Database database;

    SqlBackfillLedger(Database database) {
        this.database = database;
    }

    @Override
    public BackfillJob create(BackfillJob job) {
        Query query = Query.of(
                CREATE,
                job.id(),
                BackfillRequest.json(job.request()),
                job.state().name(),
                job.total(),
                job.done(),
                job.failed(),
                job.cursor(),
                StorableText.ofNullable(job.reason()),
                job.createdAt(),
                job.updatedAt(),
                job.id());
        return database.queryOne("create a backfill", Caller.WORKER, query, SqlBackfillLedger::job)
                .orElseThrow();
    }

    @Override
    public Optional<BackfillJob> show(UUID id) {
        return database.queryOne("show a backfill", Caller.WORKER, Query.of(SHOW, id), SqlBackfillLedger::job);
    }

    @Override
    public List<BackfillJob> list(int limit) {
        return database.query("list backfills", Caller.WORKER, Query.of(LIST, limit), SqlBackfillLedger::job);
    }

    @Override
    public Optional<BackfillJob> claim(String worker, Duration lease) {
        return database.queryOne(
                "claim a backfill", Caller.WORKER, Query.of(CLAIM, worker, lease.toMillis()), SqlBackfillLedger::job);
    }

    @Override
    public Optional<BackfillJob> advance(UUID id, String worker, Progress progress, Duration lease) {
        Query query = Query.of(
                ADVANCE,
                progress.cursor(),
                progress.done(),
                progress.failed(),
                lease.toMillis(),
                id,
                worker,
                id,
                worker);
        return database.queryOne("report progress of a backfill", Caller.WORKER, query, SqlBackfillLedger::job);
    }

    @Override
    public Optional<BackfillJob> move(UUID id, State to, @Nullable String reason) {
        String[] from =
                FROM.getOrDefault(to, Set.of()).stream().map(State::name).toArray(String[]::new);
        Query query = Query.of(MOVE, to.name(), StorableText.ofNullable(reason), id, from, id);
        return database.queryOne("move a backfill", Caller.WORKER, query, SqlBackfillLedger::job);
    }

    private static BackfillJob job(ResultSet row) throws SQLException {
        return new BackfillJob(
                row.getObject(1, UUID.class),
                BackfillRequest.parse(row.getString(2)),
                State.valueOf(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                TurnRow.instant(row, 9),
                TurnRow.instant(row, 10));
    }
}
