/** {@code memctl}: the commands, their shared options and their exit codes. */
@NullMarked
package io.memoryorchestrator.cli;

import org.jspecify.annotations.NullMarked;
