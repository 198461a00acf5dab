/** Fitting the weights of ranking to labelled conversations, by hand and not in a running server. */
@NullMarked
package io.memoryorchestrator.server.recall.fit;

import org.jspecify.annotations.NullMarked;
