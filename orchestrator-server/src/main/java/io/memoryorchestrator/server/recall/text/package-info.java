/** What is read out of text for ranking: words and their stems, times, and which words mean nearly the same. */
@NullMarked
package io.memoryorchestrator.server.recall.text;

import org.jspecify.annotations.NullMarked;
