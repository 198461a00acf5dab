/** The small vocabulary of failures that every adapter maps its backend's errors to. */
@NullMarked
package io.memoryorchestrator.api.failure;

import org.jspecify.annotations.NullMarked;
