package io.memoryorchestrator.server.recall.rank;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.server.recall.text.Analyzer;
import io.memoryorchestrator.server.recall.text.Moments;
import io.memoryorchestrator.server.recall.text.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question as it is ranked by.
 *
 * @param words of the question, without stop words
 * @param nameless the same without the speakers' names
 * @param withoutNames the text without the speakers' names; the text itself when it names nobody
 * @param speaker the one speaker that it names, in lower case, or null
 * @param role whom it asks about ("what did I say", "what did you suggest"), or null
 * @param asksForSeveral whether more than one thing is asked for
 */
public record Question(
        String text,
        List<Word> words,
        List<Word> nameless,
        String withoutNames,
        @Nullable String speaker,
        @Nullable Role role,
        Moments moments,
        boolean asksWhen,
        boolean asksHowMany,
        boolean asksForSeveral) {

    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Role::wireName).collect(Collectors.toUnmodifiableSet());
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern WHEN = Pattern.compile(
            "^(?:when|wann|когда)\\b|\\b(?:what date|how long|(?:which|what) (?:year|month|day))\\b" + "|什么时候|何时|哪天|いつ",
            FLAGS);
    private static final Pattern HOW_MANY = Pattern.compile(
            "\\bhow (?:many|long|often|much)\\b|\\bwie ?viele?\\b|\\bсколько\\b|多少|几个|いくつ|何人|何回|何個", FLAGS);
    private static final Pattern ASSISTANT = Pattern.compile(
            "\\b(?:did|have|had|do|were|are) you\\b|\\byou (?:said|say|told|tell|suggest|recommend|mention|propose|advise"
                    + "|explain|wrote|write|gave|give)\\w*|\\byour (?:suggestion|recommendation|advice|answer|idea)s?\\b"
                    + "|\\b(?:hast|hattest) du\\b|\\bhaben Sie\\b|\\bты\\b|\\bвы\\b|你(?:说|建议|推荐)|あなた",
            FLAGS);
    private static final Pattern USER = Pattern.compile(
            "\\b(?:i|i'm|i've|i'd|my|mine|me|we|our|ich|mein\\w*|mir|mich|я|мне|меня|мой|моя|моё|мое|мои|моего|моей|моих)\\b"
                    + "|我|私|僕",
            FLAGS);
    private static final Pattern SEVERAL = Pattern.compile(
            "^(?:in )?(?:what|which)(?: \\w+){0,2} \\w*[^s'\\W]s\\b|\\bhow many\\b|^(?:what|which|where|who)\\b.* has \\b"
                    + "|\\bboth\\b|\\bin common\\b|\\ball (?:the|of|my|your)\\b|^welche\\b|^какие\\b|哪些",
            FLAGS);
    private static final Pattern ONE = Pattern.compile("^what (?:is|was|does)\\b", FLAGS);

    /** Reads a question asked of a corpus: who speaks in it decides what is a name. */
    public static Question of(String text, Corpus corpus, Instant now) {
        List<Word> words = Analyzer.words(text);
        Set<String> named = named(text, corpus.speakers());
        Set<String> nameTerms = new LinkedHashSet<>();
        named.forEach(name -> nameTerms.addAll(Corpus.termsOf(Analyzer.words(name))));
        List<Word> nameless =
                words.stream().filter(word -> !nameTerms.contains(word.term())).toList();
        return new Question(
                text,
                words,
                nameless,
                without(text, named),
                named.size() == 1 ? named.iterator().next() : null,
                role(text),
                Moments.in(text, now),
                WHEN.matcher(text.strip()).find(),
                HOW_MANY.matcher(text).find(),
                SEVERAL.matcher(text.strip()).find()
                        && !ONE.matcher(text.strip()).find());
    }

    /** The text without the names of those who speak in the corpus; the text itself when it names nobody. */
    public static String withoutNames(String text, Corpus corpus) {
        return without(text, named(text, corpus.speakers()));
    }

    private static @Nullable Role role(String text) {
        if (ASSISTANT.matcher(text).find()) {
            return Role.ASSISTANT;
        }
        return USER.matcher(text).find() ? Role.USER : null;
    }

    private static Set<String> named(String text, Set<String> speakers) {
        String lower = text.toLowerCase(Locale.ROOT);
        Set<String> named = new LinkedHashSet<>();
        for (String speaker : speakers) {
            if (lower.contains(speaker)
                    && !ROLES.contains(speaker)
                    && name(speaker).matcher(lower).find()) {
                named.add(speaker);
            }
        }
        return named;
    }

    private static String without(String text, Set<String> named) {
        String rest = text;
        for (String name : named) {
            rest = name(name).matcher(rest).replaceAll("");
        }
        String tidy = rest.replaceAll("\\s+", " ").strip();
        return named.isEmpty() || tidy.isEmpty() ? text : tidy;
    }

    private static Pattern name(String speaker) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(speaker) + "(?:['\u2019]s)?(?![\\p{L}\\p{N}])", FLAGS);
    }
}
