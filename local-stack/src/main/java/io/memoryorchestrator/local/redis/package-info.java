/** A real Redis for tests. */
@NullMarked
package io.memoryorchestrator.local.redis;

import org.jspecify.annotations.NullMarked;
