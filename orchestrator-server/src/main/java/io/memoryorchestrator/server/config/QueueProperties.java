package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Topics, and the work on them.
 *
 * @param partitions of each topic that is made; more allow more parallel processes
 * @param replicationFactor of each topic that is made; -1 leaves it to the broker
 * @param intentRetention how long intents and events stay on their topics
 * @param deadLetterRetention how long dead letters stay
 * @param maxMessage largest record that is sent, and that topics take which are made; those that exist keep their
 *     `max.message.bytes`
 * @param sendTimeout how long the gateway waits for the broker's acknowledgement
 * @param intakeConcurrency threads that store intents, in this process
 * @param retryWaits before a turn that a provider failed on is tried again, one retry topic for each; its records run
 *     out before one is taken away
 * @param retryPatience how long a turn that a provider still fails on after that is tried at the last of these intervals,
 *     before it is a dead letter
 * @param deliveriesAtOnce batches handed to a provider at once, in this process
 * @param deliveryLease how long a turn that is being sent to a provider is left to the process that sends it, should that
 *     die; longer than sending takes with all its repetitions
 * @param turnsInHand turns read for a provider and not settled, beyond which reading pauses
 * @param replyTopics that replies to questions asked over Kafka may go to, beside `memory.context-fetched.v1`; one that
 *     ends in `*` stands for all that begin so
 * @param instance name of this process among those of the service; empty makes one up
 */
record QueueProperties(
        @DefaultValue("12") @Min(1) @Max(1000) int partitions,
        @DefaultValue("-1") @Min(-1) @Max(10) short replicationFactor,
        @DefaultValue("7d") @NotNull Duration intentRetention,
        @DefaultValue("14d") @NotNull Duration deadLetterRetention,
        @DefaultValue("5MB") DataSize maxMessage,
        @DefaultValue("5s") @NotNull Duration sendTimeout,
        @DefaultValue("2") @Min(1) @Max(100) int intakeConcurrency,

        @DefaultValue({"10s", "1m", "10m"}) @NotNull @Size(max = 9)
        List<Duration> retryWaits,

        @DefaultValue("1d") @NotNull Duration retryPatience,
        @DefaultValue("8") @Min(1) @Max(1000) int deliveriesAtOnce,
        @DefaultValue("5m") @NotNull Duration deliveryLease,
        @DefaultValue("1000") @Min(1) @Max(100_000) int turnsInHand,
        @DefaultValue("memory.context-fetched.v1.*") List<@NotBlank String> replyTopics,
        @DefaultValue("") String instance) {}
