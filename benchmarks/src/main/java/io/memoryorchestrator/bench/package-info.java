/** The benchmarks' entry: the command line with bench added. */
@NullMarked
package io.memoryorchestrator.bench;

import org.jspecify.annotations.NullMarked;
