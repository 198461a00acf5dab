package io.memoryorchestrator.pii.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What is known of single words: common given and family names of many cultures, places, nationalities, occupations, words of address,
 * and the ordinary words of English, which decide whether a capital letter means anything. Read once, on first use.
 */
final class Lexicon {

    static final int FIRST = 1;
    static final int LAST = 1 << 1;
    static final int PLACE = 1 << 2;
    /** Begins a place of several words. */
    static final int PLACE_HEAD = 1 << 3;

    static final int COMMON = 1 << 4;
    static final int DEMONYM = 1 << 5;
    static final int OCCUPATION = 1 << 6;
    static final int COMPANY = 1 << 7;
    static final int STREET = 1 << 8;
    static final int HONORIFIC = 1 << 9;
    static final int MONTH = 1 << 10;
    static final int WEEKDAY = 1 << 11;
    static final int UNIT = 1 << 12;
    static final int PARTICLE = 1 << 13;
    static final int INSTITUTION = 1 << 14;
    static final int BRAND = 1 << 15;
    /** Ends the name of a street, but means nothing elsewhere. */
    static final int STREET_TAIL = 1 << 16;
    /** Begins the name of a place: "Port", "San", "Lake". */
    static final int PLACE_PREFIX = 1 << 17;

    static final String COMPANIES =
            "inc incorporated ltd limited llc llp plc corp corporation gmbh ag sa srl bv nv oy ab as co company "
                    + "group holdings partners associates sons industries enterprises kg spa pty technologies";
    static final String INSTITUTIONS =
            "university college institute bank hospital ministry agency foundation association church museum "
                    + "society federation union insurance systems software labs networks media records airlines motors services solutions "
                    + "consulting ventures capital studios pharmaceuticals energy research";
    static final String STREETS =
            "street streets st str road roads rd avenue ave av boulevard blvd lane ln drive dr court ct place pl square sq way "
                    + "terrace terrasse highway hwy parkway pkwy circle cir trail crescent close alley loop walk grove plaza rise mews quay wharf turnpike "
                    + "path stravenue corners route strasse straße gasse weg platz allee damm ufer rue chemin impasse quai via viale piazza corso "
                    + "strada vicolo largo calle avenida avda paseo camino carrera ronda callejón rua travessa praça estrada alameda ulica ul aleja "
                    + "plac utca u út tér körút rkp ulice náměstí třída nám straat laan gracht plein kade gata gatan gade vej vägen väg vei veien "
                    + "katu tie ulitsa ул улица улице проспект пр переулок пер бульвар шоссе наб площадь λεωφόρος οδός jalan jl sokak caddesi "
                    + "cesta trg ulice bulvarı ulitza";
    /** What streets of the United States end in, from the list of the postal service, as far as it is not above. */
    static final String STREET_TAILS =
            "annex arcade bayou beach bend bluff bottom branch bridge brook burg bypass camp canyon cape causeway "
                    + "center centre cliff club common corner course cove creek crest crossing crossroad curve dale dam divide estate expressway "
                    + "extension fall ferry field flat ford forest forge fork fort freeway garden gateway glen green harbor haven height hill "
                    + "hollow inlet island isle junction key knoll lake land landing light lock lodge mall manor meadow mill mission motorway "
                    + "mount mountain neck orchard oval park pass passage pike pine plain point port prairie ramp ranch rapid rest ridge river row "
                    + "run shoal shore spring spur station stream summit terrace trace track tunnel union valley viaduct view village ville "
                    + "vista wall well";

    static final String PLACE_PREFIXES =
            "port saint st san santa são sao mount lake fort new north south east west los las el la le upper "
                    + "lower bad sankt villa ciudad puerto isla île ile nova novi stary veliki";
    static final String UNITS =
            "apt apartment suite ste unit flat floor room appt wohnung piso bytt lgh кв квартира box";
    static final String HONORIFICS =
            "mr mrs ms miss mx dr prof professor sir madam dame lord lady herr frau monsieur madame señor señora "
                    + "señorita don doña signor signora senhor senhora mister";
    static final String PARTICLES =
            "de da do dos das del della di du la le van von der den ter ten bin ibn al el y e zu af ó mac o";
    static final String MONTHS =
            "january february march april may june july august september october november december jan feb mar apr "
                    + "jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet "
                    + "août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
                    + "diciembre января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
    static final String WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday";

    private static final WordTable WORDS;
    private static final WordTable PHRASES;

    static {
        Map<String, Integer> words = new HashMap<>();
        Map<String, Integer> phrases = new HashMap<>();
        BiConsumer<String, Integer> add = (word, flag) -> words.merge(word, flag, (a, b) -> a | b);
        each(resource("common-words.txt"), word -> add.accept(word, COMMON));
        each(resource("first-names.txt"), word -> add.accept(word, FIRST));
        each(resource("last-names.txt"), word -> add.accept(word, LAST));
        each(resource("demonyms.txt"), word -> add.accept(word, DEMONYM));
        each(resource("occupations.txt"), word -> add.accept(word, OCCUPATION));
        each(COMPANIES, word -> add.accept(word, COMPANY));
        each(INSTITUTIONS, word -> add.accept(word, INSTITUTION));
        each(STREETS, word -> add.accept(word, STREET));
        each(STREET_TAILS, word -> {
            add.accept(word, STREET_TAIL);
            add.accept(word + "s", STREET_TAIL);
        });
        each(PLACE_PREFIXES, word -> add.accept(word, PLACE_PREFIX));
        each(resource("brands.txt"), word -> add.accept(word, BRAND));
        each(UNITS, word -> add.accept(word, UNIT));
        each(HONORIFICS, word -> add.accept(word, HONORIFIC));
        each(PARTICLES, word -> add.accept(word, PARTICLE));
        each(MONTHS, word -> add.accept(word, MONTH));
        each(WEEKDAYS, word -> add.accept(word, WEEKDAY));
        each(resource("places.txt"), place -> {
            if (place.contains("|")) {
                phrases.put(place.replace('|', ' '), PLACE);
                add.accept(place.substring(0, place.indexOf('|')), PLACE_HEAD);
            } else {
                add.accept(place, PLACE);
            }
        });
        WORDS = new WordTable(words);
        PHRASES = new WordTable(phrases);
    }

    private Lexicon() {}

    /** The flags of a word; of an inflected English word too. */
    static int flags(String text, int start, int end) {
        int flags = WORDS.get(text, start, end);
        if (flags != 0) {
            return flags;
        }
        int dash = text.indexOf('-', start);
        if (dash > start && dash < end - 1) {
            return WORDS.get(text, start, dash) & WORDS.get(text, dash + 1, end) & COMMON;
        }
        return inflected(text, start, end);
    }

    /** Whether the words from start to end, separated by single blanks, name a place. */
    static boolean place(String text, int start, int end) {
        return PHRASES.get(text, start, end) != 0;
    }

    private static int inflected(String text, int start, int end) {
        int length = end - start;
        char last = Chars.lower(text.charAt(end - 1));
        int flags = 0;
        if (last == 's' && length > 3) {
            flags = WORDS.get(text, start, end - 1) & (COMMON | DEMONYM | OCCUPATION);
            if (flags == 0 && Chars.lower(text.charAt(end - 2)) == 'e') {
                flags = WORDS.get(text, start, end - 2) & (COMMON | OCCUPATION);
            }
        }
        return flags != 0 ? flags : common(text, start, end) ? COMMON : 0;
    }

    private static boolean common(String text, int start, int end) {
        return stem(text, start, end, "ed")
                || stem(text, start, end, "ing")
                || stem(text, start, end, "er")
                || stem(text, start, end, "ers")
                || stem(text, start, end, "est")
                || stem(text, start, end, "ly")
                || stem(text, start, end, "ness")
                || stem(text, start, end, "ment")
                || stem(text, start, end, "able")
                || stem(text, start, end, "ful")
                || stem(text, start, end, "less")
                || stem(text, start, end, "y")
                || stem(text, start, end, "ies")
                || stem(text, start, end, "ied")
                || stem(text, start, end, "in");
    }

    private static boolean stem(String text, int start, int end, String ending) {
        int cut = end - ending.length();
        if (cut - start < 3 || !text.regionMatches(true, cut, ending, 0, ending.length())) {
            return false;
        }
        long hash = WordTable.hash(text, start, cut);
        boolean doubled = Chars.lower(text.charAt(cut - 1)) == Chars.lower(text.charAt(cut - 2));
        return common(hash)
                || common(WordTable.step(hash, 'e'))
                || common(WordTable.step(hash, 'y'))
                || (doubled && common(WordTable.hash(text, start, cut - 1)));
    }

    private static boolean common(long hash) {
        return (WORDS.get(hash) & COMMON) != 0;
    }

    private static void each(String list, Consumer<String> word) {
        for (String entry : list.split("\\s+")) {
            if (!entry.isEmpty()) {
                word.accept(entry);
            }
        }
    }

    private static String resource(String name) {
        String path = "/io/memoryorchestrator/pii/names/" + name;
        try (InputStream in = Lexicon.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the word list " + path + " is missing from the pii-filter jar; rebuild it");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return String.join(" ", reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the word list " + path + " cannot be read from the pii-filter jar", e);
        }
    }
}
