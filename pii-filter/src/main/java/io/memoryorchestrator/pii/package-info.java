/**
 * The PII filter: text in, redacted text and findings out.
 *
 * <p>{@link io.memoryorchestrator.pii.PiiFilter} is the way in. It performs no I/O, writes no log and keeps no state, so it can stand in
 * front of every sink. Values that were found never leave it: a {@link io.memoryorchestrator.pii.Finding} holds a type and offsets only.
 */
@NullMarked
package io.memoryorchestrator.pii;

import org.jspecify.annotations.NullMarked;
