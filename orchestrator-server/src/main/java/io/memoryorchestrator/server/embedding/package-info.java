/** Turning text into vectors: one interface, a model in this process, and an OpenAI-compatible endpoint. */
@NullMarked
package io.memoryorchestrator.server.embedding;

import org.jspecify.annotations.NullMarked;
