package io.memoryorchestrator.pii.evaluation;

/**
 * One marked span.
 *
 * @param start offset of its first character
 * @param end offset after its last character
 * @param label what the data set calls it, such as {@code PHONE_NUMBER}
 */
public record LabelledSpan(int start, int end, String label) {}
