package io.memoryorchestrator.pii.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a field's name, and whether they say something of the value that detectors listen to. */
public final class LabelWords {
    private static final int LONGEST = 64;

    private static final int TELLING = Context.PHONE
            | Context.CARD
            | Context.SSN
            | Context.BANK
            | Context.PASSPORT
            | Context.LICENCE
            | Context.BIRTH
            | Context.PLATE
            | Context.PASSWORD
            | Context.SECRET
            | Context.PIN
            | Context.NATIONAL_ID
            | Context.HOME
            | Context.GEO
            | Context.AGE
            | Context.IP;

    /** An id, an amount or a version is nobody's, unless it is one of these. */
    private static final int PERSONAL =
            Context.NATIONAL_ID | Context.PASSPORT | Context.SSN | Context.BIRTH | Context.PASSWORD | Context.PIN;

    private static final int IMPERSONAL = Context.IMPERSONAL | Context.ORDER | Context.VERSION;

    private static final WordTable KEYS = Words.of("key keys");
    private static final WordTable SECRET_KEYS =
            Words.of("api access secret private auth account client encryption signing master service");
    private static final WordTable TAILS = Words.of("value confirm confirmed confirmation repeat repeated again");

    /** Names of any text, which only in a sentence speak of a telephone. */
    private static final WordTable ANY_TEXT = Words.of("text texts");

    private LabelWords() {}

    /** What precedes the value as a sentence would have it: "date of birth" for {@code dateOfBirth}; empty without a word. */
    public static String phrase(String name) {
        // A bracket may begin a placeholder, whose words are the filter's own.
        if (name.length() > LONGEST || name.indexOf('[') >= 0) {
            return "";
        }
        List<String> words = split(name);
        while (words.size() > 1 && is(TAILS, words.getLast())) {
            words.removeLast();
        }
        String joined = String.join("", words);
        return (flags(joined) & TELLING) != 0 ? joined : String.join(" ", words);
    }

    /** Whether a value under this phrase may be more than it is alone. */
    public static boolean tells(String phrase) {
        if (phrase.isEmpty() || is(ANY_TEXT, phrase)) {
            return false;
        }
        int before = 0;
        int start = 0;
        int qualifier = 0;
        for (int blank = phrase.indexOf(' '); blank >= 0; blank = phrase.indexOf(' ', start)) {
            before |= Context.word(phrase, start, blank);
            qualifier = start;
            start = blank + 1;
        }
        int last = Context.word(phrase, start, phrase.length());
        if ((last & IMPERSONAL) != 0) {
            return (before & PERSONAL) != 0;
        }
        if (start > 0 && KEYS.get(phrase, start, phrase.length()) != 0) {
            return SECRET_KEYS.get(phrase, qualifier, start - 1) != 0;
        }
        return ((before | last) & TELLING) != 0;
    }

    private static List<String> split(String name) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= name.length(); i++) {
            boolean letter = i < name.length() && Chars.letter(name.charAt(i));
            if (start >= 0 && (!letter || beginsWord(name, i))) {
                words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (letter && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /** At the B of "dateBirth" and the N of "SSNNumber". */
    private static boolean beginsWord(String name, int at) {
        char c = name.charAt(at);
        return Character.isUpperCase(c)
                && (Character.isLowerCase(name.charAt(at - 1))
                        || at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1)));
    }

    private static boolean is(WordTable table, String word) {
        return table.get(word, 0, word.length()) != 0;
    }

    private static int flags(String word) {
        return Context.word(word, 0, word.length());
    }
}
