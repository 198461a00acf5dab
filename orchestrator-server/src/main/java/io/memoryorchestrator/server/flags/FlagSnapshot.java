package io.memoryorchestrator.server.flags;

import java.util.Map;

/**
 * What all flags came to for one user at one moment; whoever handles an event asks this and nothing else.
 *
 * @param name of the state of the flags, the same for all decisions
 */
public record FlagSnapshot(String name, Map<String, FlagDecision> decisions) {
    public FlagSnapshot {
        decisions = Map.copyOf(decisions);
    }

    /** Whether a flag is on; one that is not known is off. */
    public boolean on(String flag) {
        FlagDecision decision = decisions.get(flag);
        return decision != null && decision.enabled();
    }
}
