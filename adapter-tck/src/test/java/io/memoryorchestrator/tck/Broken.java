package io.memoryorchestrator.tck;

import java.util.Set;

/**
 * An adapter with one thing wrong.
 *
 * @param wrong what
 * @param caughtBy the tests that must fail for it, and no other
 */
record Broken(String wrong, Adopter.Maker maker, Set<String> caughtBy) {
    static Broken of(String wrong, Adopter.Maker maker, String... caughtBy) {
        return new Broken(wrong, maker, Set.of(caughtBy));
    }

    @Override
    public String toString() {
        return wrong;
    }
}
