package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.canonical.FlagLedger.Decision;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.flags.FlagDecision;
import io.memoryorchestrator.server.flags.Flags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Where a flag stands before an adapter. Each turn is asked about once, when it comes in; the answer is noted before
 * anything is sent, and the turn is handled under it to its end. Turns that are kept out are passed over and not held back:
 * a backfill brings them when the flag is on again.
 */
public final class FlagGate {
    private final String adapter;
    private final Flags flags;
    private final BiConsumer<String, List<Decision>> notes;

    /** @param notes keeps what was decided for an adapter's turns; it returns when that is durable */
    public FlagGate(String adapter, Flags flags, BiConsumer<String, List<Decision>> notes) {
        this.adapter = adapter;
        this.flags = flags;
        this.notes = notes;
    }

    /** Whether the flag lets anybody in at present. */
    public boolean isOpen() {
        return flags.anybody(adapter).enabled();
    }

    /**
     * Those of the turns that the adapter may have, in the order given.
     *
     * @throws io.memoryorchestrator.api.failure.AdapterException when the decision cannot be noted; then nothing is decided
     */
    public List<Turn> letIn(List<Turn> turns) {
        Map<UserRef, FlagDecision> byUser = new HashMap<>();
        List<Decision> decisions = new ArrayList<>(turns.size());
        List<Turn> letIn = new ArrayList<>(turns.size());
        for (Turn turn : turns) {
            FlagDecision flag = byUser.computeIfAbsent(turn.user(), user -> flags.decide(adapter, user));
            decisions.add(
                    new Decision(TurnKey.of(turn), flag.enabled(), flag.snapshot(), flag.variant(), flag.reason()));
            if (flag.enabled()) {
                letIn.add(turn);
            }
        }
        notes.accept(adapter, decisions);
        return letIn;
    }
}
