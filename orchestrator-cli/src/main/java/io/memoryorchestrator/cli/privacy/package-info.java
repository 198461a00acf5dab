/** Everything about a user out, in again, or gone. */
@NullMarked
package io.memoryorchestrator.cli.privacy;

import org.jspecify.annotations.NullMarked;
