package io.memoryorchestrator.server.erasure;

import java.time.Duration;

/**
 * How erasures go on outside the store.
 *
 * @param worker name of this process among those of the service
 * @param grace how long what was under way when the suppression was written may still reach a topic or another process
 * @param idleReaders how long a reader of a topic that is not running is waited for
 */
public record ErasureSettings(String worker, Duration grace, Duration idleReaders) {}
