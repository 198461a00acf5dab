package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a user is erased.
 *
 * @param grace how long what was under way when a user was erased may still reach a topic or another process; longer
 *     than the producers' {@code delivery.timeout.ms}
 * @param idleReaders how long an erasure waits for a consumer group that has stopped before it deletes what that group
 *     has not read
 * @param backupRetention how long backups of the database are kept, as the receipt of an erasure tells it
 */
record ErasureProperties(
        @DefaultValue("12s") @NotNull Duration grace,
        @DefaultValue("24h") @NotNull Duration idleReaders,
        @DefaultValue("30d") @NotNull Duration backupRetention) {}
