package io.memoryorchestrator.pii.detect;

import java.util.HashMap;
import java.util.Map;

/** Small word sets written down in code. */
final class Words {

    private Words() {}

    /** A set of the words of a list separated by blanks, all with the value 1. */
    static WordTable of(String list) {
        Map<String, Integer> words = new HashMap<>();
        for (String word : list.split(" ")) {
            words.put(word, 1);
        }
        return new WordTable(words);
    }
}
