package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the gateway takes.
 *
 * @param maxBody largest request body
 * @param maxContent largest content of one turn, over HTTP and Kafka alike
 * @param addWait how long {@code /api/memory/add} waits until what it added is searchable before it answers 202
 */
record GatewayProperties(
        @DefaultValue("4MB") DataSize maxBody,
        @DefaultValue("256KB") DataSize maxContent,
        @DefaultValue("5s") @NotNull Duration addWait) {}
