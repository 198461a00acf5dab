package io.memoryorchestrator.server.erasure;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forgets a session or single turns in all adapters, and a user in all but the canonical one, which has its own way. */
public final class EveryPlace {
    private final CanonicalStore store;
    private final List<MemoryAdapter> others;
    private final List<HeldHere> held;

    public EveryPlace(CanonicalStore store, List<MemoryAdapter> adapters, List<HeldHere> held) {
        this.store = store;
        this.others = adapters.stream()
                .filter(adapter -> !(adapter instanceof CanonicalStore))
                .toList();
        this.held = List.copyOf(held);
    }

    /**
     * The canonical store comes last: as long as another place has not forgotten, what to forget can still be found, and
     * the same request can be made again.
     *
     * @return what was removed, by adapter
     * @throws AdapterException the first failure, or that a place still works on something of it; the canonical store has
     *     forgotten nothing then, unless it is the second look that failed
     */
    public Map<String, ForgetReceipt> forget(ForgetScope scope) {
        Map<String, ForgetReceipt> receipts = new LinkedHashMap<>();
        for (MemoryAdapter adapter : others) {
            receipts.put(adapter.descriptor().name(), forget(adapter, scope));
        }
        receipts.put(store.descriptor().name(), store.forget(scope));
        // A read or a delivery that began before the store had forgotten may have brought it back.
        others.forEach(adapter -> forget(adapter, scope));
        return receipts;
    }

    private static ForgetReceipt forget(MemoryAdapter adapter, ForgetScope scope) {
        return adapter.forget(scope).orUnfinished(adapter.descriptor().name());
    }

    /** One step for each other adapter, whether it could or not. */
    Map<String, Step> forgetInOthers(ForgetScope.OfUser user) {
        Map<String, Step> steps = new LinkedHashMap<>();
        others.forEach(adapter -> steps.put(adapter.descriptor().name(), step(adapter, user)));
        return steps;
    }

    /** In what this process keeps in memory. */
    void forgetHere(ForgetScope.OfUser user) {
        held.forEach(each -> each.forget(user.user()));
        others.stream().filter(adapter -> !adapter.descriptor().permanent()).forEach(adapter -> adapter.forget(user));
    }

    private static Step step(MemoryAdapter adapter, ForgetScope.OfUser user) {
        try {
            ForgetReceipt receipt = adapter.forget(user);
            return receipt.complete()
                    ? Step.done(receipt.removed())
                    : new Step(Step.State.PENDING, receipt.removed(), "it is still removing in the background");
        } catch (AdapterException failure) {
            return Step.pending(String.valueOf(failure.getMessage()));
        }
    }
}
