/** Figures: what was measured, on what machine. */
@NullMarked
package io.memoryorchestrator.cli.measure;

import org.jspecify.annotations.NullMarked;
