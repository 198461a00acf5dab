/** What every store of memory nodes must do, whatever it keeps them in. */
@NullMarked
package io.memoryorchestrator.tck.node;

import org.jspecify.annotations.NullMarked;
