package io.memoryorchestrator.server.flags;

import io.memoryorchestrator.api.failure.AdapterException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this process's flags current, and lets those follow who have to do something when a flag changes. */
public final class FlagWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FlagWatch.class);

    private final FlagSource source;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    public FlagWatch(FlagSource source) {
        this.source = source;
    }

    /** @param follower called after each look; compares for itself, does what is to be done, and may fail: it is called again */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /** @throws AdapterException when the flags cannot be read, so that the process does not begin without them */
    public void load() {
        source.load();
        followers.forEach(FlagWatch::call);
    }

    /** Looks for news. */
    public void look() {
        source.refresh();
        followers.forEach(FlagWatch::call);
    }

    private static void call(Runnable follower) {
        try {
            follower.run();
        } catch (AdapterException later) {
            LOG.debug("What follows from the flags is tried again: {}", later.getMessage());
        }
    }
}
