package io.memoryorchestrator.adapter.mem0.http;

import java.time.Duration;

/**
 * Total times for exchanges.
 *
 * @param add for an add; the open-source server answers it only after its language model has
 * @param other for everything else but searches, which bring their own
 */
public record Deadlines(Duration add, Duration other) {}
