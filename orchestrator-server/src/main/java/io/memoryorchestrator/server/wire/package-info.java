/** The JSON and header forms of intents and events, read and written in one place. */
@NullMarked
package io.memoryorchestrator.server.wire;

import org.jspecify.annotations.NullMarked;
