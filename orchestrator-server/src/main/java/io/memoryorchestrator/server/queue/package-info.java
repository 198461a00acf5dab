/** The only package that speaks Kafka: topics, producers, listeners, dead letters. */
@NullMarked
package io.memoryorchestrator.server.queue;

import org.jspecify.annotations.NullMarked;
