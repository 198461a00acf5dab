package io.memoryorchestrator.server.recall.text;

/**
 * English stems after M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980) 130-137. Words that are not
 * plain lower-case a to z, or shorter than three letters, stay as they are.
 */
final class PorterStemmer {

    private static final String[][] STEP_2 = {
        {"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"abli", "able"},
        {"alli", "al"}, {"entli", "ent"}, {"eli", "e"}, {"ousli", "ous"}, {"ization", "ize"}, {"ation", "ate"},
        {"ator", "ate"}, {"alism", "al"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},
        {"iviti", "ive"}, {"biliti", "ble"}
    };
    private static final String[][] STEP_3 = {
        {"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""}, {"ness", ""}
    };
    private static final String[] STEP_4 = {
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize",
        "al", "er", "ic", "ou"
    };

    private PorterStemmer() {}

    static String stem(String word) {
        if (word.length() < 3 || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return word;
        }
        String stem = pastAndGerund(plural(word));
        if (stem.endsWith("y") && hasVowel(stem, stem.length() - 1)) {
            stem = stem.substring(0, stem.length() - 1) + "i";
        }
        return tidied(removed(replaced(replaced(stem, STEP_2), STEP_3)));
    }

    private static String plural(String word) {
        if (word.endsWith("sses") || word.endsWith("ies")) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
    }

    private static String pastAndGerund(String word) {
        if (word.endsWith("eed")) {
            return measure(word, word.length() - 3) > 0 ? word.substring(0, word.length() - 1) : word;
        }
        int cut = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0;
        int end = word.length() - cut;
        if (cut == 0 || !hasVowel(word, end)) {
            return word;
        }
        String stem = word.substring(0, end);
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        }
        if (doubled(stem) && "lsz".indexOf(stem.charAt(end - 1)) < 0) {
            return stem.substring(0, end - 1);
        }
        return measure(stem, end) == 1 && consonantVowelConsonant(stem) ? stem + "e" : stem;
    }

    private static String replaced(String word, String[][] endings) {
        for (String[] ending : endings) {
            if (word.endsWith(ending[0])) {
                int end = word.length() - ending[0].length();
                return measure(word, end) > 0 ? word.substring(0, end) + ending[1] : word;
            }
        }
        return word;
    }

    private static String removed(String word) {
        for (String ending : STEP_4) {
            if (word.endsWith(ending)) {
                int end = word.length() - ending.length();
                boolean allowed = !ending.equals("ion") || end > 0 && "st".indexOf(word.charAt(end - 1)) >= 0;
                return allowed && measure(word, end) > 1 ? word.substring(0, end) : word;
            }
        }
        return word;
    }

    private static String tidied(String word) {
        String stem = word;
        if (stem.endsWith("e")) {
            String shorter = stem.substring(0, stem.length() - 1);
            int measure = measure(shorter, shorter.length());
            if (measure > 1 || measure == 1 && !consonantVowelConsonant(shorter)) {
                stem = shorter;
            }
        }
        boolean doubleL = stem.endsWith("ll") && measure(stem, stem.length()) > 1;
        return doubleL ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static boolean consonant(String word, int at) {
        char c = word.charAt(at);
        if (c == 'y') {
            return at == 0 || !consonant(word, at - 1);
        }
        return "aeiou".indexOf(c) < 0;
    }

    /** How many times a vowel is followed by a consonant before the end: Porter's m. */
    private static int measure(String word, int end) {
        int count = 0;
        boolean afterVowel = false;
        for (int i = 0; i < end; i++) {
            boolean consonant = consonant(word, i);
            if (consonant && afterVowel) {
                count++;
            }
            afterVowel = !consonant;
        }
        return count;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if (!consonant(word, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean doubled(String word) {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && consonant(word, last);
    }

    private static boolean consonantVowelConsonant(String word) {
        int last = word.length() - 1;
        return last >= 2
                && consonant(word, last)
                && !consonant(word, last - 1)
                && consonant(word, last - 2)
                && "wxy".indexOf(word.charAt(last)) < 0;
    }
}
