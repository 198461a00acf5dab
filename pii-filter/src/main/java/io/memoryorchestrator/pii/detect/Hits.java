package io.memoryorchestrator.pii.detect;

import java.util.Arrays;

/** Places at which the prefilter saw something worth a closer look, in order of position: a kind, an offset and a detail each. */
final class Hits {

    /** Start of a group of digits that has at least five of them within reach. */
    static final int NUMBER = 0;
    /** Start of an ASCII word that mixes letters and digits. */
    static final int MIXED = 1;
    /** An at sign. */
    static final int AT = 2;
    /** The colon of {@code ://}. */
    static final int SCHEME = 3;
    /** Start of a long run of letters, digits, dashes and underscores. */
    static final int TOKEN = 4;
    /** Start of a word in {@link Context#HITS}; the detail is its end. */
    static final int KEYWORD = 5;
    /** Start of {@code -----BEGIN}. */
    static final int PEM = 6;
    /** A colon between hexadecimal digits or colons. */
    static final int COLONS = 7;

    static final int KINDS = 8;

    private int[] entries = new int[24];
    private int size;

    void add(int kind, int at, int detail) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size * 2);
        }
        entries[size++] = kind;
        entries[size++] = at;
        entries[size++] = detail;
    }

    int size() {
        return size / 3;
    }

    int kind(int index) {
        return entries[index * 3];
    }

    int at(int index) {
        return entries[index * 3 + 1];
    }

    int detail(int index) {
        return entries[index * 3 + 2];
    }
}
