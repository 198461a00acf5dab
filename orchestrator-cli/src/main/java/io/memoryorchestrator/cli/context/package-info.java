/** Asking for context, over HTTP or Kafka. */
@NullMarked
package io.memoryorchestrator.cli.context;

import org.jspecify.annotations.NullMarked;
