/** Measures checked on tiny made-up data. */
@NullMarked
package io.memoryorchestrator.bench.redact;

import org.jspecify.annotations.NullMarked;
