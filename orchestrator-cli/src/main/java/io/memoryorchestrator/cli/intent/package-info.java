/** Sending turns: transcripts, HTTP, Kafka, and waiting until they are stored. */
@NullMarked
package io.memoryorchestrator.cli.intent;

import org.jspecify.annotations.NullMarked;
