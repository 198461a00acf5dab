package io.memoryorchestrator.server.recall.text;

/**
 * Stems of inflected words in German and Russian that take off case and number endings only, in the manner of J. Savoy's
 * light stemmers ("Light stemming approaches for the French, Portuguese, German and Hungarian languages", SAC 2006;
 * L. Dolamic and J. Savoy, "Stemming approaches for East European languages", CLEF 2007).
 */
final class LightStemmers {

    /** Longest first, so that the first that fits is the one to take off. */
    private static final String[] RUSSIAN_ENDINGS = {
        "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иях", "ешь", "ете", "ила", "или", "ала",
        "али", "ять", "ать", "ить", "еть", "ах", "ях", "ам", "ям", "ом", "ем", "ой", "ей", "ою", "ею", "ов", "ев", "ые",
        "ие", "ый", "ий", "ая", "яя", "ое", "ее", "ую", "юю", "ых", "их", "ым", "им", "ия", "ию", "ии", "ил", "ал",
        "ет", "ут", "ют", "ит", "ат", "ят", "а", "я", "о", "е", "и", "ы", "у", "ю", "й", "ь"
    };

    private static final int SHORTEST_STEM = 3;

    private LightStemmers() {}

    static String russian(String word) {
        for (String ending : RUSSIAN_ENDINGS) {
            int end = word.length() - ending.length();
            if (end >= SHORTEST_STEM && word.endsWith(ending)) {
                String stem = word.substring(0, end);
                return stem.endsWith("нн") ? stem.substring(0, end - 1) : stem;
            }
        }
        return word;
    }

    /** @param word with umlauts and sharp s already written as plain letters */
    static String german(String word) {
        String stem = word;
        for (String ending : new String[] {"ern", "em", "en", "er", "es", "e"}) {
            if (stem.length() - ending.length() > SHORTEST_STEM && stem.endsWith(ending)) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        if (stem.equals(word) && sEnding(stem)) {
            stem = stem.substring(0, stem.length() - 1);
        }
        for (String ending : new String[] {"est", "er", "en", "st", "te", "t"}) {
            if (stem.length() - ending.length() > SHORTEST_STEM && stem.endsWith(ending)) {
                return stem.substring(0, stem.length() - ending.length());
            }
        }
        return stem;
    }

    private static boolean sEnding(String word) {
        int last = word.length() - 1;
        return last > SHORTEST_STEM && word.charAt(last) == 's' && "bdfghklmnt".indexOf(word.charAt(last - 1)) >= 0;
    }
}
