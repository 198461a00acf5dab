package io.memoryorchestrator.server.recall;

import java.util.Set;

/** How much two sets of words have in common: the share of what is in both among what is in either. */
final class Jaccard {

    private Jaccard() {}

    /** False for empty sets, which say nothing. */
    static boolean atLeast(double least, Set<String> one, Set<String> other) {
        if (one.size() > other.size()) {
            return atLeast(least, other, one);
        }
        if (one.isEmpty() || one.size() < least * other.size()) {
            return false;
        }
        int shared = 0;
        for (String word : one) {
            shared += other.contains(word) ? 1 : 0;
        }
        return shared >= least * (one.size() + other.size() - shared);
    }
}
