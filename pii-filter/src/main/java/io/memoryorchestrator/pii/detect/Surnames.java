package io.memoryorchestrator.pii.detect;

/** How family names end: patronymics, diminutives and origins in many languages. Says "could be" of a word nobody knows. */
final class Surnames {

    private static final int SHORTEST = 6;

    private static final String[] ENDINGS = {
        "son", "sen", "sson", "ssen", "dóttir", "dottir", "datter", "ová", "ova", "eva", "ský", "ská", "ski", "ska",
        "cki", "cka", "wicz", "vić", "vich", "ić", "enko", "chuk", "ov", "ev", "yan", "ian", "shvili", "dze", "poulos",
        "idis", "akis", "ides", "ez", "elli", "etti", "ini", "mann", "berg", "ström", "gren", "qvist", "kvist", "lund",
        "nen", "escu", "oğlu", "oglu", "zadeh", "stein", "feld", "bach", "meyer", "maier", "ville", "eau", "eaux",
        "aux", "worth", "ford", "ington", "czak", "czyk", "ák", "ek", "ík", "uk", "ayev", "iyev", "awa", "moto", "mura",
        "saki", "oka", "ishi", "uchi", "gaard", "gård", "holm", "dahl", "sky"
    };

    private Surnames() {}

    static boolean ends(Tokens tokens, int i) {
        if (!tokens.capital(i) || tokens.length(i) < SHORTEST || tokens.word(i, Lexicon.COMMON)) {
            return false;
        }
        for (String ending : ENDINGS) {
            if (tokens.text().regionMatches(true, tokens.end(i) - ending.length(), ending, 0, ending.length())) {
                return true;
            }
        }
        return false;
    }
}
