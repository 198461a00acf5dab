/** Feature flags. */
@NullMarked
package io.memoryorchestrator.cli.flags;

import org.jspecify.annotations.NullMarked;
