/** Dead letters. */
@NullMarked
package io.memoryorchestrator.cli.deadletter;

import org.jspecify.annotations.NullMarked;
