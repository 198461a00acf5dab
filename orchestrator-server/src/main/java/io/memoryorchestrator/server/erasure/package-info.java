/** Forgetting in every place that keeps memory: at once for sessions and turns, until all is done for users. */
@NullMarked
package io.memoryorchestrator.server.erasure;

import org.jspecify.annotations.NullMarked;
