/** Backends to test adapters against: real ones that may be missing here, and ones that misbehave. */
@NullMarked
package io.memoryorchestrator.tck.backend;

import org.jspecify.annotations.NullMarked;
