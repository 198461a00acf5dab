package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long memory is kept.
 *
 * @param days that turns, their vectors, sessions and nodes made of conversation are kept by tenants without a rule of
 *     their own, as long as no operator has set it; 0 keeps them for ever
 * @param interval between two runs, where pg_cron does not run it each night
 */
record RetentionProperties(
        @DefaultValue("180") @Min(0) @Max(36_500) int days,
        @DefaultValue("24h") @NotNull Duration interval) {}
