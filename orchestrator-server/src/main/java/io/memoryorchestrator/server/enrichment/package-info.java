/** What follows a commit, one stage per concern: embeddings, providers, hot context. */
@NullMarked
package io.memoryorchestrator.server.enrichment;

import org.jspecify.annotations.NullMarked;
