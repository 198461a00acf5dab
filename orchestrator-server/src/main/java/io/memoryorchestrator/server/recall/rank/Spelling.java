package io.memoryorchestrator.server.recall.rank;

import java.util.Collection;
import java.util.List;

/** Finds what may have been meant by a word that occurs nowhere. */
final class Spelling {

    private static final int SHORTEST = 5;

    private Spelling() {}

    /** Terms that one typing error makes of the other: a letter more, less, other, or two letters exchanged. */
    static List<String> near(String term, Collection<String> terms) {
        if (term.length() < SHORTEST) {
            return List.of();
        }
        return terms.stream().filter(other -> oneErrorApart(term, other)).toList();
    }

    private static boolean oneErrorApart(String one, String other) {
        int difference = other.length() - one.length();
        if (difference < -1 || difference > 1 || other.length() < SHORTEST - 1) {
            return false;
        }
        int same = 0;
        while (same < one.length() && same < other.length() && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        String a = one.substring(same);
        String b = other.substring(same);
        if (difference > 0) {
            return a.equals(b.substring(1));
        }
        if (difference < 0) {
            return a.substring(1).equals(b);
        }
        return !a.isEmpty() && (a.substring(1).equals(b.substring(1)) || exchanged(a, b));
    }

    private static boolean exchanged(String a, String b) {
        return a.length() >= 2
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}
