/** The wire schemas and their golden examples, checked against each other. */
@NullMarked
package io.memoryorchestrator.api.wire;

import org.jspecify.annotations.NullMarked;
