/** Personal data is taken out here, before anything is written or sent; what has passed is a type of its own. */
@NullMarked
package io.memoryorchestrator.server.redaction;

import org.jspecify.annotations.NullMarked;
