/** Memory nodes. */
@NullMarked
package io.memoryorchestrator.cli.node;

import org.jspecify.annotations.NullMarked;
