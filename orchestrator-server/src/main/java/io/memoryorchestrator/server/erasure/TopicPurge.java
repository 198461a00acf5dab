package io.memoryorchestrator.server.erasure;

import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.UserRef;

/** Takes an erased user's records off the queue. */
public interface TopicPurge {

    /**
     * Removes what the topics hold of the user now, as far as all who read them have read on.
     *
     * @param forcing whether a reader that is not running is waited for no longer
     * @return PENDING, saying who has to read on, when something had to stay
     */
    Step purge(UserRef user, boolean forcing);
}
