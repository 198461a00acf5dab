package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.util.List;

/**
 * How topics are made and read.
 *
 * @param partitions of each topic made; more allow more parallel processes, and the number cannot shrink
 * @param replicationFactor of each topic made; -1 leaves it to the broker
 * @param intentRetention how long intents and events stay on their topics
 * @param deadLetterRetention how long dead letters stay
 * @param maxMessageBytes largest record that is sent, and that topics made take
 * @param sendTimeout how long the gateway waits for the broker's acknowledgement
 * @param intakeConcurrency threads that store intents, in this process
 * @param retryWaits before a turn that a provider failed on is tried again; one retry topic for each
 * @param retryPatience how long a turn goes round the last retry topic before it is set aside
 * @param deliveriesAtOnce batches handed to a provider at once, in this process
 * @param deliveryLease how long a turn that is being sent to a provider is left to the process that sends it
 * @param turnsInHand turns read for a provider and not settled, beyond which reading pauses
 * @param instance name of this process among those of the same service
 */
public record QueueSettings(
        int partitions,
        short replicationFactor,
        Duration intentRetention,
        Duration deadLetterRetention,
        int maxMessageBytes,
        Duration sendTimeout,
        int intakeConcurrency,
        List<Duration> retryWaits,
        Duration retryPatience,
        int deliveriesAtOnce,
        Duration deliveryLease,
        int turnsInHand,
        String instance) {
    public QueueSettings {
        retryWaits = List.copyOf(retryWaits);
    }
}
