package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.intent.Intent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An intent as a client submits it.
 *
 * @param id the client's id for it, or null
 * @param idempotencyKey the client's key, or null
 * @param source who emitted it
 */
record Submission(
        Intent intent, @Nullable String id, @Nullable String idempotencyKey, String source, Instant time) {}
