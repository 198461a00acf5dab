/** Microbenchmarks (JMH) of the hot path. */
@NullMarked
package io.memoryorchestrator.bench.micro;

import org.jspecify.annotations.NullMarked;
