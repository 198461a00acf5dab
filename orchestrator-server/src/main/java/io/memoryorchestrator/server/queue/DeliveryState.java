package io.memoryorchestrator.server.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the deliveries of this process to a provider stand.
 *
 * @param pausedSince when the partitions were paused because the provider does not answer; null while they are read
 * @param reason why they are paused, in one line; empty while they are not
 * @param inHand turns that were read and are not settled
 * @param underWay batches that are being handed over
 */
public record DeliveryState(@Nullable Instant pausedSince, String reason, int inHand, int underWay) {
    static final DeliveryState NOTHING = new DeliveryState(null, "", 0, 0);
}
