package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.intake.InboundRecord;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was read and is not settled yet.
 *
 * @param origin the record as it was on the topic of stored turns, also when it was read from a retry topic
 * @param partition where it was read
 * @param offset where it was read; committed past only once the turn is settled
 * @param attempt how many retry topics it has been through
 * @param failingSince when it first went to one; null when it has not
 */
record HeldTurn(
        Turn turn,
        InboundRecord origin,
        TopicPartition partition,
        long offset,
        int attempt,
        @Nullable Instant failingSince) {}
