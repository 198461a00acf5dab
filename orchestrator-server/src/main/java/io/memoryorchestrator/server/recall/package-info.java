/** fetchContext: independent lists, fused, within a deadline, handed out as labelled data. */
@NullMarked
package io.memoryorchestrator.server.recall;

import org.jspecify.annotations.NullMarked;
