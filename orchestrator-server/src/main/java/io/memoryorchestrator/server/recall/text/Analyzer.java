package io.memoryorchestrator.server.recall.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits text into words without stop words. Letters and digits make words; scripts without spaces (Chinese, Japanese)
 * make overlapping pairs of characters, which needs no dictionary. English is stemmed by Porter's rules, German and
 * Russian by light ones; what is German is guessed from its stop words. Any other word stays as it is written.
 */
public final class Analyzer {

    /** A text is cut here: what follows in a megabyte of log output is not what a memory is about. */
    private static final int MAX_CHARACTERS = 20_000;

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Set<String> CLITICS = Set.of("s", "re", "ve", "ll", "d", "m");

    private Analyzer() {}

    /** The words of a text in order, stop words left out. */
    public static List<Word> words(String text) {
        List<String> forms = forms(text);
        boolean german = german(forms);
        List<Word> words = new ArrayList<>(forms.size());
        for (String form : forms) {
            if (!StopWords.ENGLISH.contains(form)
                    && !(german && StopWords.GERMAN.contains(form))
                    && !StopWords.RUSSIAN.contains(form)) {
                words.add(new Word(form, term(form, german)));
            }
        }
        return words;
    }

    /** What else a word of a short question may be filed under, when its language cannot be told: its German stem. */
    public static String otherTerm(String form) {
        return term(form, true);
    }

    private static String term(String form, boolean german) {
        if (form.codePointAt(0) >= 0x400 && form.codePointAt(0) < 0x530) {
            return LightStemmers.russian(form);
        }
        return german ? LightStemmers.german(form) : PorterStemmer.stem(form);
    }

    private static boolean german(List<String> forms) {
        int german = 0;
        int english = 0;
        for (String form : forms) {
            german += StopWords.GERMAN.contains(form) ? 1 : 0;
            english += StopWords.ENGLISH.contains(form) ? 1 : 0;
        }
        return german > english;
    }

    /** Every word as it is compared: compatibility forms unified, lower case, marks off, so that Müller finds Muller. */
    static List<String> forms(String text) {
        String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String plain = plain(cut);
        List<String> forms = new ArrayList<>();
        int at = 0;
        while (at < plain.length()) {
            int c = plain.codePointAt(at);
            if (spaceless(c)) {
                at = pairs(plain, at, forms);
            } else if (Character.isLetterOrDigit(c)) {
                at = word(plain, at, forms);
            } else {
                at += Character.charCount(c);
            }
        }
        return forms;
    }

    private static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace("ß", "ss");
        if (lower.chars().allMatch(c -> c < 0x80)) {
            return lower;
        }
        String unified = Normalizer.normalize(lower, Normalizer.Form.NFKC);
        StringBuilder plain = new StringBuilder(unified.length());
        // Marks go only where they decorate Latin letters: in Russian й and in Japanese が they make another letter.
        unified.codePoints().forEach(c -> {
            if (c >= 0xC0 && c < 0x250) {
                String apart = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
                plain.append(MARKS.matcher(apart).replaceAll(""));
            } else {
                plain.appendCodePoint(c == 'ё' ? 'е' : c);
            }
        });
        return plain.toString();
    }

    private static int word(String text, int from, List<String> forms) {
        int at = from;
        int apostrophe = -1;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '\'' && at > from) {
                apostrophe = apostrophe < 0 ? at : apostrophe;
            } else if (!Character.isLetterOrDigit(c) || spaceless(c)) {
                break;
            }
            at += Character.charCount(c);
        }
        add(text.substring(from, at), apostrophe < 0 ? -1 : apostrophe - from, forms);
        return at;
    }

    private static void add(String word, int apostrophe, List<String> forms) {
        if (apostrophe < 0) {
            forms.add(word);
            return;
        }
        String tail = word.substring(apostrophe + 1);
        if (tail.isEmpty() || CLITICS.contains(tail)) {
            forms.add(word.substring(0, apostrophe));
        } else if (!tail.equals("t")) {
            forms.add(word.replace("'", ""));
        }
    }

    private static int pairs(String text, int from, List<String> forms) {
        int at = from;
        List<String> characters = new ArrayList<>();
        while (at < text.length() && spaceless(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            characters.add(Character.toString(c));
            at += Character.charCount(c);
        }
        for (int i = 0; i + 1 < characters.size(); i++) {
            forms.add(characters.get(i) + characters.get(i + 1));
        }
        if (characters.size() == 1) {
            forms.add(characters.getFirst());
        }
        return at;
    }

    private static boolean spaceless(int c) {
        if (c < 0x0E00) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.THAI
                || c == 'ー';
    }
}
