/** Load on the whole system, beside the bare work of the same run. */
@NullMarked
package io.memoryorchestrator.bench.load;

import org.jspecify.annotations.NullMarked;
