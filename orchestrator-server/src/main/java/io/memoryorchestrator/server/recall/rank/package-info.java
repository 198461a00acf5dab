/** Ranking a user's turns against a question: a linear model over cheap features, weighted from one file. */
@NullMarked
package io.memoryorchestrator.server.recall.rank;

import org.jspecify.annotations.NullMarked;
