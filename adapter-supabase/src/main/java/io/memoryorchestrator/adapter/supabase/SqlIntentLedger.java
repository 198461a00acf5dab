package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.intent.IntentReport;
import io.memoryorchestrator.api.intent.IntentReport.Step;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The intents ledger in {@code memories.intents}. */
final class SqlIntentLedger implements IntentLedger {
    private static final String ACCEPT = """
            insert into memories.intents
                (intent_id, type, user_id, tenant_id, external_id, status, reason, fingerprint, actor)
            select intent_id, type, case when not erased then user_id end, case when not erased then tenant_id end,
                   case when not erased then external_id end, case when erased then 'SKIPPED' else 'ACCEPTED' end,
                   case when erased then 'user_erased' end, fingerprint, case when not erased then actor end
            from unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
                as given (intent_id, type, user_id, tenant_id, external_id, fingerprint, actor)
            cross join lateral (
                select exists (select from memories.suppressions x where x.user_hash = sha256(uuid_send(user_id)))
            ) as known (erased)
            on conflict (intent_id) do nothing
            returning intent_id, status""";
    private static final String KNOWN = """
            select intent_id, fingerprint, status from memories.intents where intent_id = any (?)""";
    private static final String REPORT = """
            select i.intent_id, i.type, i.tenant_id, i.external_id, i.status, i.reason, i.accepted_at, i.updated_at,
                   i.turn_ids, i.turns_failed,
                   (select count(*) from memories.turn_embeddings e
                    where e.user_id = i.user_id and e.turn_id = any (i.turn_ids) and e.model_id = ?) as embedded,
                   (select coalesce(json_agg(json_build_array(d.adapter, d.done, d.failed) order by d.adapter), '[]')::text
                    from (select adapter,
                                 count(*) filter (where state in ('DELIVERED', 'SKIPPED')) as done,
                                 count(*) filter (where state = 'FAILED') as failed
                          from memories.deliveries
                          where user_id = i.user_id and turn_id = any (i.turn_ids)
                          group by adapter) as d) as deliveries,
                   i.actor
            from memories.intents i
            where i.intent_id = ?""";

    private final Database database;
    private final UserKey keys;

    SqlIntentLedger(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public List<Acceptance> accept(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<String, Entry> first = new TreeMap<>();
        entries.forEach(entry -> first.putIfAbsent(entry.intentId(), entry));
        return database.transaction("note intents in the ledger", Caller.WORKER, transaction -> {
            Map<String, IntentStatus> fresh = new HashMap<>();
            transaction.query(
                    insert(first.values()), row -> fresh.put(row.getString(1), IntentStatus.valueOf(row.getString(2))));
            Map<String, Known> known = new HashMap<>();
            if (fresh.size() < first.size()) {
                String[] others = first.keySet().stream()
                        .filter(id -> !fresh.containsKey(id))
                        .toArray(String[]::new);
                transaction.query(
                        Query.of(KNOWN, (Object) others),
                        row -> known.put(
                                row.getString(1), new Known(row.getString(2), IntentStatus.valueOf(row.getString(3)))));
            }
            List<Acceptance> answers = acceptances(entries, first, fresh, known);
            if (answers.stream().allMatch(Acceptance::sameBody)) {
                return answers;
            }
            transaction.rollBack();
            return answers.stream().map(Acceptance::notNoted).toList();
        });
    }

    @Override
    public void settle(Collection<Settlement> settlements) {
        if (!settlements.isEmpty()) {
            database.update("settle intents in the ledger", Caller.WORKER, IntentSettling.of(settlements, keys));
        }
    }

    @Override
    public Optional<IntentReport> report(String intentId, String embeddingModelId) {
        return database.queryOne(
                "report on an intent",
                Caller.WORKER,
                Query.of(REPORT, embeddingModelId, StorableText.of(intentId)),
                SqlIntentLedger::report);
    }

    private Query insert(Collection<Entry> entries) {
        int size = entries.size();
        String[] ids = new String[size];
        String[] types = new String[size];
        @Nullable UUID[] users = new @Nullable UUID[size];
        @Nullable String[] tenants = new @Nullable String[size];
        @Nullable String[] names = new @Nullable String[size];
        String[] fingerprints = new String[size];
        @Nullable String[] actors = new @Nullable String[size];
        int at = 0;
        for (Entry entry : entries) {
            ids[at] = StorableText.of(entry.intentId());
            types[at] = entry.type().intentName();
            UserRef user = entry.user();
            if (user != null) {
                users[at] = keys.of(user);
                tenants[at] = user.tenantId();
                names[at] = user.userId();
            }
            actors[at] = StorableText.ofNullable(entry.actor());
            fingerprints[at++] = entry.fingerprint();
        }
        return Query.of(ACCEPT, ids, types, users, tenants, names, fingerprints, actors);
    }

    private static List<Acceptance> acceptances(
            List<Entry> entries, Map<String, Entry> first, Map<String, IntentStatus> fresh, Map<String, Known> known) {
        List<Acceptance> answers = new ArrayList<>(entries.size());
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            String id = entry.intentId();
            Known there = known.get(id);
            if (there == null) {
                Entry maker = first.getOrDefault(id, entry);
                answers.add(new Acceptance(
                        id,
                        fresh.containsKey(id) && seen.add(id),
                        maker.fingerprint().equals(entry.fingerprint()),
                        fresh.getOrDefault(id, IntentStatus.ACCEPTED)));
            } else {
                // An entry made by settling or committing has seen no body, so there is nothing to differ from.
                boolean same =
                        there.fingerprint() == null || there.fingerprint().equals(entry.fingerprint());
                answers.add(new Acceptance(id, false, same, there.status()));
            }
        }
        return answers;
    }

    private static IntentReport report(ResultSet row) throws SQLException {
        IntentType type = IntentType.parse(row.getString(2));
        String tenant = row.getString(3);
        IntentStatus status = IntentStatus.valueOf(row.getString(5));
        List<UUID> turns = List.of((UUID[]) row.getArray(9).getArray());
        List<Step> steps = steps(turns.size(), row.getInt(10), row.getInt(11), row.getString(12));
        return new IntentReport(
                row.getString(1),
                type,
                tenant == null ? null : new UserRef(tenant, row.getString(4)),
                enriched(status, steps) ? IntentStatus.ENRICHED : status,
                row.getString(6),
                TurnRow.instant(row, 7),
                TurnRow.instant(row, 8),
                turns,
                steps,
                row.getString(13));
    }

    /** An intent without turns has nothing that could follow. */
    private static List<Step> steps(int turns, int conflicts, int embedded, String deliveries) {
        if (turns + conflicts == 0) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("stored", turns, turns + conflicts, conflicts));
        steps.add(new Step("embedded", embedded, turns, 0));
        for (List<Object> delivery : JsonText.rows(deliveries)) {
            String adapter = (String) delivery.get(0);
            int done = ((Number) delivery.get(1)).intValue();
            int failed = ((Number) delivery.get(2)).intValue();
            steps.add(new Step(adapter, done, turns, failed));
        }
        return List.copyOf(steps);
    }

    private static boolean enriched(IntentStatus status, List<Step> steps) {
        return status == IntentStatus.STORED
                && !steps.isEmpty()
                && steps.stream().allMatch(step -> step.done() == step.of());
    }

    private record Known(@Nullable String fingerprint, IntentStatus status) {}
}
