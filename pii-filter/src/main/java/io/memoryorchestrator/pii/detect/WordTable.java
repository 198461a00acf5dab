package io.memoryorchestrator.pii.detect;

import java.util.Map;

/**
 * A set of words with flags, looked up by a 64-bit rolling hash of the case-folded word, so that the prefilter can ask without making a
 * string. Open addressing over two primitive arrays; words themselves are not kept. With a few ten thousand words the chance that a
 * foreign word meets one of them by hash is below one in 10^14.
 */
final class WordTable {

    static final long SEED = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private final long[] keys;
    private final int[] values;
    private final int mask;

    WordTable(Map<String, Integer> words) {
        int capacity = Integer.highestOneBit(Math.max(8, words.size() * 2)) * 2;
        keys = new long[capacity];
        values = new int[capacity];
        mask = capacity - 1;
        words.forEach((word, flags) -> put(hash(word, 0, word.length()), flags));
    }

    /** One step of the hash: FNV-1a over UTF-16 units. */
    static long step(long hash, char folded) {
        return (hash ^ folded) * PRIME;
    }

    static long hash(String text, int start, int end) {
        long hash = SEED;
        for (int i = start; i < end; i++) {
            hash = step(hash, Chars.lower(text.charAt(i)));
        }
        return hash;
    }

    /** The flags of a word of the text, 0 if it is unknown. */
    int get(String text, int start, int end) {
        return get(hash(text, start, end));
    }

    int get(long hash) {
        int slot = slot(hash);
        while (keys[slot] != 0) {
            if (keys[slot] == hash) {
                return values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return 0;
    }

    private void put(long hash, int flags) {
        int slot = slot(hash);
        while (keys[slot] != 0 && keys[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = hash;
        values[slot] |= flags;
    }

    private int slot(long hash) {
        return (int) (hash ^ (hash >>> 32)) & mask;
    }
}
