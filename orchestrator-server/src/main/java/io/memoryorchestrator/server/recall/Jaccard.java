package io.memoryorchestrator.server.recall;

import java.util.Set;

/** How much two sets of words have in common: the share of what is in both among what is in either. */
final class Jaccard {

    private Jaccard() {}

    /** False for empty sets, which say nothing. */
    static boolean atLeast(double least, Set<String> one, Set<String> other) {
        Set<String> smaller = one.size() <= other.size() ? one : other;
        Set<String> larger = smaller == one ? other : one;
        if (smaller.isEmpty() || smaller.size() < least * larger.size()) {
            return false;
        }
        int shared = 0;
        for (String word : smaller) {
            shared += larger.contains(word) ? 1 : 0;
        }
        return shared >= least * (smaller.size() + larger.size() - shared);
    }
}
