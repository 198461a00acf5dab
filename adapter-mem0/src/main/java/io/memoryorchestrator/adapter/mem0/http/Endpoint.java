package io.memoryorchestrator.adapter.mem0.http;

import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where to send requests and within which bounds.
 *
 * @param authHeader name of the header that carries the key
 * @param authPrefix what stands before the key in it, such as {@code "Token "}
 * @param key null where the server asks for none
 * @param connectWithin for looking the name up, and again for connecting
 * @param maxResponseBytes of a body after decompression
 */
public record Endpoint(
        URI base,
        String authHeader,
        String authPrefix,
        @Nullable Secret key,
        Duration connectWithin,
        long maxResponseBytes,
        boolean allowPrivateAddresses) {}
