package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.IntentLedger.Settlement;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one statement that settles ledger entries; what is settled already stays as it is. */
final class IntentSettling {
    static final String CONFLICT = "idempotency_conflict";

    /** Of somebody who has been erased an entry says only that it was skipped. */
    private static final String SETTLE = """
            insert into memories.intents as i
                (intent_id, type, user_id, tenant_id, external_id, status, reason, turn_ids, turns_failed, actor, flags)
            select intent_id, type,
                   case when not erased then user_id end,
                   case when not erased then tenant_id end,
                   case when not erased then external_id end,
                   case when erased then 'SKIPPED' else status end,
                   case when erased then 'user_erased' else reason end,
                   case when erased then '{}' else turn_ids::uuid[] end,
                   case when erased then 0 else turns_failed end,
                   case when not erased then actor end,
                   flags
            from unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[],
                        ?::text[], ?::text[])
                as given (intent_id, type, user_id, tenant_id, external_id, status, reason, turn_ids, turns_failed, actor,
                          flags)
            cross join lateral (
                select exists (select from memories.suppressions x where x.user_hash = sha256(uuid_send(user_id)))
            ) as known (erased)
            on conflict (intent_id) do update
                set status = excluded.status, reason = excluded.reason, turn_ids = excluded.turn_ids,
                    turns_failed = excluded.turns_failed, flags = excluded.flags, updated_at = now(),
                    actor = case when excluded.reason is distinct from 'user_erased' then coalesce(i.actor, excluded.actor) end,
                    user_id = coalesce(excluded.user_id, case when excluded.reason is distinct from 'user_erased' then i.user_id end),
                    tenant_id = coalesce(excluded.tenant_id, case when excluded.reason is distinct from 'user_erased' then i.tenant_id end),
                    external_id = coalesce(excluded.external_id, case when excluded.reason is distinct from 'user_erased' then i.external_id end)
                where i.status = 'ACCEPTED' or (i.status = 'FAILED' and excluded.status = 'STORED')""";

    private IntentSettling() {}

    static Query of(List<IntentCommit> batch, List<CommitOutcome> outcomes, UserKey keys) {
        Map<String, Entry> entries = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) {
            IntentCommit commit = batch.get(i);
            entries.putIfAbsent(commit.intentId(), entry(commit, outcomes.get(i)));
        }
        return statement(entries.values(), keys);
    }

    static Query of(Collection<Settlement> settlements, UserKey keys) {
        Map<String, Entry> entries = new TreeMap<>();
        for (Settlement settlement : settlements) {
            entries.putIfAbsent(
                    settlement.intentId(),
                    new Entry(
                            settlement.intentId(),
                            settlement.type(),
                            settlement.user(),
                            settlement.status(),
                            settlement.reason(),
                            List.of(),
                            0,
                            null,
                            settlement.flags()));
        }
        return statement(entries.values(), keys);
    }

    private static Entry entry(IntentCommit commit, CommitOutcome outcome) {
        List<UUID> turns = new ArrayList<>(commit.present());
        int conflicts = 0;
        for (TurnReceipt receipt : outcome.receipts()) {
            if (receipt.outcome() == TurnReceipt.Outcome.CONFLICT) {
                conflicts++;
            } else if (!turns.contains(receipt.turnId())) {
                turns.add(receipt.turnId());
            }
        }
        return new Entry(
                commit.intentId(),
                commit.type(),
                commit.user(),
                conflicts > 0 ? IntentStatus.FAILED : IntentStatus.STORED,
                conflicts > 0 ? CONFLICT : null,
                turns,
                conflicts,
                commit.actor(),
                commit.flags());
    }

    private static Query statement(Collection<Entry> entries, UserKey keys) {
        int size = entries.size();
        String[] ids = new String[size];
        String[] types = new String[size];
        @Nullable UUID[] users = new @Nullable UUID[size];
        @Nullable String[] tenants = new @Nullable String[size];
        @Nullable String[] names = new @Nullable String[size];
        String[] statuses = new String[size];
        @Nullable String[] reasons = new @Nullable String[size];
        String[] turns = new String[size];
        int[] failed = new int[size];
        @Nullable String[] actors = new @Nullable String[size];
        @Nullable String[] flags = new @Nullable String[size];
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
            statuses[at] = entry.status().name();
            reasons[at] = StorableText.ofNullable(entry.reason());
            actors[at] = StorableText.ofNullable(entry.actor());
            turns[at] = arrayText(entry.turns());
            failed[at] = entry.failed();
            flags[at++] = entry.flags();
        }
        return Query.of(SETTLE, ids, types, users, tenants, names, statuses, reasons, turns, failed, actors, flags);
    }

    private static String arrayText(List<UUID> ids) {
        StringBuilder text = new StringBuilder(2 + ids.size() * 37).append('{');
        for (int i = 0; i < ids.size(); i++) {
            text.append(i == 0 ? "" : ",").append(ids.get(i));
        }
        return text.append('}').toString();
    }

    private record Entry(
            String intentId,
            IntentType type,
            @Nullable UserRef user,
            IntentStatus status,
            @Nullable String reason,
            List<UUID> turns,
            int failed,
            @Nullable String actor,
            @Nullable String flags) {}
}
