/** A one-node Kafka broker (KRaft) in a child JVM with a durable log folder. */
@NullMarked
package io.memoryorchestrator.local.kafka;

import org.jspecify.annotations.NullMarked;
