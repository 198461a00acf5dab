package io.memoryorchestrator.server.uses;

import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is handed out, off the way of the answer: uses gather in memory and are written together. A sample counts
 * for as many uses as it stands for. What gathered in a process that dies is not counted; it is a count of use and no
 * record.
 */
public final class UseCount {
    private static final Logger LOG = LoggerFactory.getLogger(UseCount.class);
    private static final int WAITING_AT_MOST = 50_000;
    private static final String TURN = "turn";

    private final Memories memories;
    private final int oneIn;
    private final Clock clock;
    private final Map<TurnKey, Long> waiting = new ConcurrentHashMap<>();

    /** @param oneIn of so many answers one is counted, so many times; 1 counts every one */
    public UseCount(Memories memories, int oneIn, Clock clock) {
        this.memories = memories;
        this.oneIn = oneIn;
        this.clock = clock;
    }

    /** The turns of an answer. */
    public void used(UserRef user, FetchedContext context) {
        if (!sampled()) {
            return;
        }
        for (ContextItem item : context.items()) {
            if (item.kind().equals(TURN)) {
                add(new TurnKey(user, UUID.fromString(item.id())));
            }
        }
    }

    /** A single turn. */
    public void used(UserRef user, UUID turn) {
        if (sampled()) {
            add(new TurnKey(user, turn));
        }
    }

    private boolean sampled() {
        return (oneIn == 1 || ThreadLocalRandom.current().nextInt(oneIn) == 0) && waiting.size() < WAITING_AT_MOST;
    }

    private void add(TurnKey turn) {
        waiting.merge(turn, (long) oneIn, Long::sum);
    }

    /** Writes what has gathered; what cannot be written now stays. Called again and again, by one thread. */
    public void write() {
        Map<TurnKey, Long> gathered = new HashMap<>();
        waiting.keySet().forEach(turn -> {
            Long uses = waiting.remove(turn);
            if (uses != null) {
                gathered.put(turn, uses);
            }
        });
        try {
            memories.used(gathered, clock.instant());
        } catch (AdapterException later) {
            LOG.debug("Uses are counted later: {}", later.getMessage());
            gathered.forEach((turn, uses) -> waiting.merge(turn, uses, Long::sum));
        }
    }
}
