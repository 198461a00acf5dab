package io.memoryorchestrator.server.erasure;

import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Map;

/** Takes an erased user's records off the queue. */
public interface TopicPurge {

    /**
     * Removes what the topics hold of the user now, as far as all who read them have read on.
     *
     * @param noted by the step before, where this goes on; empty at the first attempt
     * @param forcing whether a reader that is not running is waited for no longer
     * @return PENDING, saying who has to read on, when something had to stay
     */
    Step purge(UserRef user, Map<String, Long> noted, boolean forcing);
}
