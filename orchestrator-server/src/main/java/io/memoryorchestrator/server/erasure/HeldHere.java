package io.memoryorchestrator.server.erasure;

import io.memoryorchestrator.api.model.UserRef;

/** Something that this process keeps in memory of users, beside adapters. */
@FunctionalInterface
public interface HeldHere {
    /** Lets go of whatever may be of the user; harmless when there is nothing. */
    void forget(UserRef user);
}
