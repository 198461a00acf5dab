/** How well and how fast personal data is found, on data given by path. */
@NullMarked
package io.memoryorchestrator.bench.redact;

import org.jspecify.annotations.NullMarked;
