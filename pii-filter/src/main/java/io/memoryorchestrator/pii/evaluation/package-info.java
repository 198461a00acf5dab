/**
 * Measures the filter: precision, recall and F2 against labelled text, over-redaction on chats, and speed. Reads no file: the caller
 * brings records and turns.
 */
@NullMarked
package io.memoryorchestrator.pii.evaluation;

import org.jspecify.annotations.NullMarked;
