/** The local stack in the background: database, broker and server. */
@NullMarked
package io.memoryorchestrator.cli.stack;

import org.jspecify.annotations.NullMarked;
