package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.model.TurnKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A ledger that is a map. */
final class FakeLedger implements DeliveryLedger {
    private final Map<TurnKey, Delivery> deliveries = new LinkedHashMap<>();
    private final Set<TurnKey> forgotten = new HashSet<>();
    private final Set<TurnKey> held = new HashSet<>();

    void put(Delivery delivery) {
        deliveries.put(delivery.turn(), delivery);
    }

    void forget(TurnKey turn) {
        forgotten.add(turn);
    }

    List<Delivery.State> states() {
        return deliveries.values().stream().map(Delivery::state).toList();
    }

    @Override
    public Map<TurnKey, Delivery> find(String adapter, Collection<TurnKey> turns) {
        Map<TurnKey, Delivery> found = new HashMap<>(deliveries);
        found.keySet().retainAll(turns);
        return found;
    }

    @Override
    public Claim claim(String adapter, TurnKey turn, Duration lease) {
        Delivery before = deliveries.get(turn);
        if (forgotten.contains(turn)) {
            return Claim.FORGOTTEN;
        }
        if (before != null && before.state() != Delivery.State.IN_DOUBT && before.state() != Delivery.State.FAILED) {
            return Claim.SETTLED;
        }
        if (!held.add(turn)) {
            return Claim.HELD;
        }
        put(new Delivery(turn, Delivery.State.IN_DOUBT, null, null));
        return before == null ? Claim.FRESH : Claim.IN_DOUBT;
    }

    @Override
    public List<Delivery> claimPending(String adapter, int limit, Duration lease) {
        return deliveries.values().stream()
                .filter(each -> each.state() == Delivery.State.PENDING)
                .toList();
    }

    @Override
    public Set<TurnKey> record(String adapter, List<Delivery> all) {
        all.forEach(each -> held.remove(each.turn()));
        all.stream().filter(each -> !forgotten.contains(each.turn())).forEach(this::put);
        return all.stream().map(Delivery::turn).filter(forgotten::contains).collect(Collectors.toSet());
    }
}
