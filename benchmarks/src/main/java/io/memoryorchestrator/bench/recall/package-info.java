/** How much of what bears on a question fetchContext finds, on long conversations with known evidence. */
@NullMarked
package io.memoryorchestrator.bench.recall;

import org.jspecify.annotations.NullMarked;
