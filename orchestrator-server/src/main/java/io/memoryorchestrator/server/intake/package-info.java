/** What happens to a batch of queued intents: decode, check, redact, commit, tell what became of each. */
@NullMarked
package io.memoryorchestrator.server.intake;

import org.jspecify.annotations.NullMarked;
