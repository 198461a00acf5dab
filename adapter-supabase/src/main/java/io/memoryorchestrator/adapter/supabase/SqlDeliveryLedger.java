package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries to other adapters in {@code memories.deliveries}. */
final class SqlDeliveryLedger implements DeliveryLedger {
    private static final String FIND = """
            select d.user_id, d.turn_id, d.state, d.reference, d.reason
            from unnest(?::uuid[], ?::uuid[]) as wanted (user_id, turn_id)
            join memories.deliveries d on d.user_id = wanted.user_id and d.turn_id = wanted.turn_id
            where d.adapter = ?""";
    /** Joined to the turns, so that what has been forgotten meanwhile falls out. */
    private static final String RECORD = """
            insert into memories.deliveries as d (user_id, turn_id, adapter, state, reference, reason)
            select t.user_id, t.turn_id, ?, given.state, given.reference, given.reason
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                as given (user_id, turn_id, state, reference, reason)
            join memories.turns t on t.user_id = given.user_id and t.turn_id = given.turn_id
            order by t.user_id, t.turn_id
            on conflict (user_id, turn_id, adapter) do update
                set state = excluded.state, reference = excluded.reference, reason = excluded.reason, updated_at = now(),
                    lease_until = null
            returning d.user_id, d.turn_id""";

    /**
     * A row that this statement inserted has no xmax. Who finds neither a claim nor a settled row, and the turn still there, came
     * upon somebody who was quicker.
     */
    private static final String CLAIM = """
            with wanted (user_id, turn_id, adapter) as (values (?::uuid, ?::uuid, ?::text)),
            claimed as (
                insert into memories.deliveries as d (user_id, turn_id, adapter, state, lease_until)
                select t.user_id, t.turn_id, w.adapter, 'IN_DOUBT', now() + ? * interval '1 millisecond'
                from wanted w
                join memories.turns t on t.user_id = w.user_id and t.turn_id = w.turn_id
                on conflict (user_id, turn_id, adapter) do update
                    set state = 'IN_DOUBT', reason = null, updated_at = now(), lease_until = excluded.lease_until
                    where d.state in ('IN_DOUBT', 'FAILED') and (d.lease_until is null or d.lease_until <= now())
                returning case when d.xmax = 0 then 'FRESH' else 'IN_DOUBT' end as how)
            select coalesce(
                (select how from claimed),
                (select 'SETTLED' from memories.deliveries d join wanted w using (user_id, turn_id, adapter)
                 where d.state in ('PENDING', 'DELIVERED', 'SKIPPED')),
                (select 'HELD' from memories.turns t join wanted w on t.user_id = w.user_id and t.turn_id = w.turn_id),
                'FORGOTTEN')""";

    private static final String CLAIM_PENDING = """
            with claimed as (
                update memories.deliveries d
                set lease_until = now() + ? * interval '1 millisecond'
                from (
                    select user_id, turn_id, adapter, updated_at
                    from memories.deliveries
                    where adapter = ? and state = 'PENDING' and (lease_until is null or lease_until <= now())
                    order by updated_at
                    limit ?
                    for update skip locked) as free
                where d.user_id = free.user_id and d.turn_id = free.turn_id and d.adapter = free.adapter
                returning d.user_id, d.turn_id, d.reference, d.updated_at)
            select u.tenant_id, u.external_id, c.turn_id, c.reference
            from claimed c
            join memories.users u on u.user_id = c.user_id
            order by c.updated_at""";

    private final Database database;
    private final UserKey keys;

    SqlDeliveryLedger(Database database, UserKey keys) {
        this.database = database;
        this.keys = keys;
    }

    @Override
    public Map<TurnKey, Delivery> find(String adapter, Collection<TurnKey> turns) {
        if (turns.isEmpty()) {
            return Map.of();
        }
        TurnKeys wanted = TurnKeys.of(turns, keys);
        Map<TurnKey, Delivery> found = new HashMap<>();
        database.query(
                        "look deliveries up",
                        Caller.WORKER,
                        Query.of(FIND, wanted.userKeys(), wanted.turnIds(), adapter),
                        row -> new Delivery(
                                wanted.at(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                                Delivery.State.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getString(5)))
                .forEach(delivery -> found.put(delivery.turn(), delivery));
        return found;
    }

    @Override
    public Claim claim(String adapter, TurnKey turn, Duration lease) {
        return database.queryOne(
                        "claim a delivery",
                        Caller.WORKER,
                        Query.of(CLAIM, keys.of(turn.user()), turn.turnId(), adapter, lease.toMillis()),
                        row -> Claim.valueOf(row.getString(1)))
                .orElseThrow();
    }

    @Override
    public List<Delivery> claimPending(String adapter, int limit, Duration lease) {
        return database.query(
                "claim pending deliveries",
                Caller.WORKER,
                Query.of(CLAIM_PENDING, lease.toMillis(), adapter, limit),
                row -> new Delivery(
                        new TurnKey(new UserRef(row.getString(1), row.getString(2)), row.getObject(3, UUID.class)),
                        Delivery.State.PENDING,
                        row.getString(4),
                        null));
    }

    @Override
    public Set<TurnKey> record(String adapter, List<Delivery> deliveries) {
        Map<TurnKey, Delivery> newest = new LinkedHashMap<>();
        deliveries.forEach(delivery -> newest.put(delivery.turn(), delivery));
        if (newest.isEmpty()) {
            return Set.of();
        }
        TurnKeys turns = TurnKeys.of(newest.keySet(), keys);
        String[] states = new String[newest.size()];
        @Nullable String[] references = new @Nullable String[newest.size()];
        @Nullable String[] reasons = new @Nullable String[newest.size()];
        int at = 0;
        for (Delivery delivery : newest.values()) {
            states[at] = delivery.state().name();
            references[at] = StorableText.ofNullable(delivery.reference());
            reasons[at++] = StorableText.ofNullable(delivery.reason());
        }
        Set<TurnKey> forgotten = new HashSet<>(newest.keySet());
        database.query(
                        "record deliveries",
                        Caller.WORKER,
                        Query.of(RECORD, adapter, turns.userKeys(), turns.turnIds(), states, references, reasons),
                        row -> turns.at(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .forEach(forgotten::remove);
        return forgotten;
    }
}
