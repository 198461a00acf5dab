package io.memoryorchestrator.tck;

/**
 * A test that an adapter fails for a reason that stands.
 *
 * @param test the name of the test method
 * @param reason why the adapter is right to fail it, for the reader of the table
 */
public record Deviation(String test, String reason) {
    public Deviation {
        if (test.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a deviation names a test and gives a reason");
        }
    }
}
