/**
 * What the documents say, checked against what is there. It stands in this module because the contract is what every
 * document of the project is about, and because it is built first.
 */
@NullMarked
package io.memoryorchestrator.api.docs;

import org.jspecify.annotations.NullMarked;
