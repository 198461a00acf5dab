package io.memoryorchestrator.pii;

import java.util.Objects;

/**
 * Where something was found and what it was. Never holds the value itself, so it is safe to log, count and store.
 *
 * @param type what was found
 * @param start offset of the first UTF-16 unit in the original text
 * @param end offset after the last UTF-16 unit in the original text
 * @param confidence between 0 and 1: about how often a match of this strength is right
 * @param detector the name of the detector that found it, for tuning and for metrics
 */
public record Finding(PiiType type, int start, int end, double confidence, String detector) {

    public Finding {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(detector, "detector");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a finding needs 0 <= start < end, got " + start + ".." + end);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must lie between 0 and 1, got " + confidence);
        }
    }

    /** The number of UTF-16 units covered. */
    public int length() {
        return end - start;
    }
}
