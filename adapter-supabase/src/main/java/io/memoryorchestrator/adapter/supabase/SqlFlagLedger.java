package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.model.TurnKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flags in {@code memories.flag_changes}, what they came to for each turn in {@code memories.flag_decisions}. */
final class SqlFlagLedger implements FlagLedger {
    private static final String COLUMNS = """
             version, flag, tenant_id, enabled, percentage, changed_by, reason, changed_at
            """;
    private static final String VERSION = "select coalesce(max(version), 0) from memories.flag_changes";
    private static final String RULES = "select distinct on (flag, tenant_id)" + COLUMNS
            + "from memories.flag_changes order by flag, tenant_id, version desc";
    private static final String HISTORY = "select" + COLUMNS
            + "from memories.flag_changes where flag = coalesce(?, flag) order by version desc limit ?";
    /** One change at a time, so that a version is never seen before a smaller one. */
    private static final String SET = """
            select pg_advisory_xact_lock(hashtextextended('memories.flag_changes', 0));
            insert into memories.flag_changes (version, flag, tenant_id, enabled, percentage, changed_by, reason)
            select coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ? from memories.flag_changes
            returning""" + COLUMNS;

    private static final String NOTE = """
            with given as materialized (
                select t.user_id, t.turn_id, g.enabled, g.snapshot, g.variant, g.reason
                from unnest(?::uuid[], ?::uuid[], ?::boolean[], ?::text[], ?::text[], ?::text[])
                    as g (user_id, turn_id, enabled, snapshot, variant, reason)
                join memories.turns t on t.user_id = g.user_id and t.turn_id = g.turn_id
            ), known as materialized (
                select d.user_id, d.turn_id, d.state = 'SKIPPED' and d.reason is not distinct from 'flag_off' as kept_out
                from given g
                join memories.deliveries d on d.user_id = g.user_id and d.turn_id = g.turn_id
                where d.adapter = ?
            ), let_in as (
                delete from memories.deliveries d
                using known k
                join given g on g.user_id = k.user_id and g.turn_id = k.turn_id
                where g.enabled and k.kept_out
                  and d.user_id = k.user_id and d.turn_id = k.turn_id and d.adapter = ?
            ), kept_out as (
                insert into memories.deliveries (user_id, turn_id, adapter, state, reason)
                select user_id, turn_id, ?, 'SKIPPED', 'flag_off'
                from given
                where not enabled
                order by user_id, turn_id
                on conflict do nothing
            )
            insert into memories.flag_decisions (user_id, turn_id, adapter, enabled, snapshot, variant, reason)
            select g.user_id, g.turn_id, ?, g.enabled, g.snapshot, g.variant, g.reason
            from given g
            left join known k on k.user_id = g.user_id and k.turn_id = g.turn_id
            where k.kept_out is not false
            order by g.user_id, g.turn_id
            on conflict (user_id, turn_id, adapter) do update
                set enabled = excluded.enabled, snapshot = excluded.snapshot, variant = excluded.variant,
                    reason = excluded.reason, decided_at = now()""";

    private final Database database;
    private final UserKey keys;

    SqlFlagLedger(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public long version() {
        return database.queryOne("ask for news of the flags", Caller.WORKER, Query.of(VERSION), row -> row.getLong(1))
                .orElse(0L);
    }

    @Override
    public Rules read() {
        List<Change> rules = database.query("read the flags", Caller.WORKER, Query.of(RULES), SqlFlagLedger::change);
        return new Rules(rules.stream().mapToLong(Change::version).max().orElse(0), rules);
    }

    @Override
    public Change set(Setting setting, String by, String reason) {
        Query query = Query.of(
                SET,
                StorableText.of(setting.flag()),
                StorableText.of(setting.tenantId()),
                setting.enabled(),
                setting.percentage(),
                StorableText.of(by),
                StorableText.of(reason));
        return database.queryOne("set a flag", Caller.WORKER, query, SqlFlagLedger::change)
                .orElseThrow();
    }

    @Override
    public List<Change> history(@Nullable String flag, int limit) {
        return database.query(
                "read the history of the flags", Caller.WORKER, Query.of(HISTORY, flag, limit), SqlFlagLedger::change);
    }

    @Override
    public void note(String adapter, List<Decision> decisions) {
        Map<TurnKey, Decision> newest = new LinkedHashMap<>();
        decisions.forEach(decision -> newest.put(decision.turn(), decision));
        if (newest.isEmpty()) {
            return;
        }
        TurnKeys turns = TurnKeys.of(newest.keySet(), keys);
        boolean[] enabled = new boolean[newest.size()];
        String[] snapshots = new String[newest.size()];
        String[] variants = new String[newest.size()];
        String[] reasons = new String[newest.size()];
        int at = 0;
        for (Decision decision : newest.values()) {
            enabled[at] = decision.enabled();
            snapshots[at] = StorableText.of(decision.snapshot());
            variants[at] = StorableText.of(decision.variant());
            reasons[at++] = StorableText.of(decision.reason());
        }
        Query query = Query.of(
                NOTE,
                turns.userKeys(),
                turns.turnIds(),
                enabled,
                snapshots,
                variants,
                reasons,
                adapter,
                adapter,
                adapter,
                adapter);
        database.update("note what the flags came to", Caller.WORKER, query);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong(1),
                new Setting(row.getString(2), row.getString(3), row.getBoolean(4), row.getInt(5)),
                row.getString(6),
                row.getString(7),
                TurnRow.instant(row, 8));
    }
}
