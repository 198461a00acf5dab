/** Personal data is taken out of what is logged, whatever the message or the exception quotes. */
@NullMarked
package io.memoryorchestrator.server.logging;

import org.jspecify.annotations.NullMarked;
