/** What a frontend or back end can ask for, the envelope it travels in, and the events that follow. */
@NullMarked
package io.memoryorchestrator.api.intent;

import org.jspecify.annotations.NullMarked;
