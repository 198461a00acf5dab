package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;
import java.util.Arrays;
import java.util.Locale;

/**
 * The text as words, numbers and marks, with what the {@linkplain Lexicon lexicon} knows of each word. Rules for names and addresses
 * read tokens and claim them; a token is claimed once.
 */
final class Tokens {

    static final int WORD = 0;
    static final int NUMBER = 1;
    static final int MARK = 2;

    private final String text;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] flags = new int[64];
    private byte[] kinds = new byte[64];
    private byte[] claims = new byte[64];
    private int size;
    private int lowerWords;
    private int capitalWords;

    Tokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            at = next(at);
        }
    }

    private int next(int at) {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t' || c == '\r') {
            return at + 1;
        }
        if (Chars.letter(c)) {
            return word(at);
        }
        if (Chars.digit(c)) {
            int end = at + 1;
            while (end < text.length() && Chars.asciiWord(text.charAt(end))) {
                end++;
            }
            return add(NUMBER, at, end, 0);
        }
        return add(MARK, at, at + 1, 0);
    }

    private int word(int at) {
        int end = at + 1;
        while (end < text.length() && (Chars.word(text.charAt(end)) || joins(end))) {
            end++;
        }
        int whole = end;
        if (end - at > 2 && Chars.lower(text.charAt(end - 1)) == 's' && apostrophe(text.charAt(end - 2))) {
            end -= 2;
        }
        if (Chars.upper(text.charAt(at))) {
            capitalWords++;
        } else {
            lowerWords++;
        }
        int known = Lexicon.flags(text, at, end);
        add(WORD, at, end, known);
        return whole;
    }

    private boolean joins(int at) {
        char c = text.charAt(at);
        return (c == '-' || apostrophe(c)) && at + 1 < text.length() && Chars.letter(text.charAt(at + 1));
    }

    private static boolean apostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private int add(int kind, int start, int end, int known) {
        if (size == starts.length) {
            int wider = size * 2;
            starts = Arrays.copyOf(starts, wider);
            ends = Arrays.copyOf(ends, wider);
            flags = Arrays.copyOf(flags, wider);
            kinds = Arrays.copyOf(kinds, wider);
            claims = Arrays.copyOf(claims, wider);
        }
        starts[size] = start;
        ends[size] = end;
        flags[size] = known;
        kinds[size] = (byte) kind;
        size++;
        return end;
    }

    int size() {
        return size;
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    int length(int i) {
        return ends[i] - starts[i];
    }

    boolean word(int i, int wanted) {
        return isWord(i) && (flags[i] & wanted) != 0;
    }

    boolean isWord(int i) {
        return i >= 0 && i < size && kinds[i] == WORD;
    }

    boolean isNumber(int i) {
        return i >= 0 && i < size && kinds[i] == NUMBER;
    }

    boolean mark(int i, char c) {
        return i >= 0 && i < size && kinds[i] == MARK && text.charAt(starts[i]) == c;
    }

    boolean markOf(int i, String any) {
        return i >= 0 && i < size && kinds[i] == MARK && any.indexOf(text.charAt(starts[i])) >= 0;
    }

    /** Whether a line or the text begins at this token. */
    boolean startsLine(int i) {
        return i <= 0 || mark(i - 1, '\n') || mark(i - 1, Chars.BARRIER);
    }

    /** Whether a sentence begins at this token, so that its capital letter says little. */
    boolean startsSentence(int i) {
        return startsLine(i) || markOf(i - 1, ".!?\"“:*(>…-") || (markOf(i - 1, "'") && startsLine(i - 1));
    }

    /** Whether the word is written with a capital first letter, or is one capital letter. */
    boolean capital(int i) {
        return isWord(i) && Chars.upper(text.charAt(starts[i]));
    }

    /** Whether every letter of a word of two letters or more is a capital. */
    boolean allCapitals(int i) {
        if (!isWord(i) || length(i) < 2) {
            return false;
        }
        for (int at = starts[i]; at < ends[i]; at++) {
            if (Character.isLowerCase(text.charAt(at))) {
                return false;
            }
        }
        return Chars.upper(text.charAt(starts[i]));
    }

    /** Whether the text hardly uses small letters, so that capitals mean nothing. */
    boolean shouting() {
        return capitalWords > 3 && capitalWords > 2 * lowerWords && allCapitalsShare();
    }

    private boolean allCapitalsShare() {
        int shouted = 0;
        for (int i = 0; i < size; i++) {
            if (allCapitals(i)) {
                shouted++;
            }
        }
        return shouted * 3 > capitalWords * 2;
    }

    int flags(int i) {
        return flags[i];
    }

    boolean is(int i, String word) {
        return i >= 0
                && i < size
                && length(i) == word.length()
                && text.regionMatches(true, starts[i], word, 0, word.length());
    }

    boolean isAny(int i, WordTable words) {
        return isWord(i) && words.get(text, starts[i], ends[i]) != 0;
    }

    String lower(int i) {
        return text.substring(starts[i], ends[i]).toLowerCase(Locale.ROOT);
    }

    boolean claimed(int i) {
        return i >= 0 && i < size && claims[i] != 0;
    }

    boolean free(int i) {
        return i >= 0 && i < size && claims[i] == 0;
    }

    /** Takes tokens for a type, so that later rules leave them alone. */
    void claim(int from, int to, PiiType type) {
        Arrays.fill(claims, Math.max(0, from), Math.min(size, to), (byte) (type.ordinal() + 1));
    }

    boolean claimedAs(int i, PiiType type) {
        return i >= 0 && i < size && claims[i] == type.ordinal() + 1;
    }

    String text() {
        return text;
    }
}
