package io.memoryorchestrator.server.recall.rank;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.recall.text.Analyzer;
import io.memoryorchestrator.server.recall.text.RelativeTime;
import io.memoryorchestrator.server.recall.text.Word;
import io.memoryorchestrator.server.recall.text.WordVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A turn as it is ranked.
 *
 * @param terms the speaker's and the content's, in order
 * @param termsOfSpeaker how many of them are the speaker's
 * @param tableWords numbers of the words that the table of similar words knows
 * @param capitals capitalised words inside sentences, at most 3
 */
record Passage(
        Turn turn,
        String speaker,
        List<String> terms,
        int termsOfSpeaker,
        List<Integer> tableWords,
        boolean endsInQuestion,
        boolean hasQuestion,
        double length,
        boolean tellsTime,
        boolean hasNumber,
        int capitals) {

    private static final int READ = 20_000;
    private static final int MOST_CAPITALS = 3;
    private static final Pattern CAPITAL = Pattern.compile("(?<=[\\p{Ll},] )\\p{Lu}\\p{Ll}+");
    private static final Pattern NUMBER = Pattern.compile(
            "\\d|\\b(?:two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|два|две|три|четыре)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    static Passage of(Turn turn) {
        String text = turn.content().length() > READ ? turn.content().substring(0, READ) : turn.content();
        String bare = text.stripTrailing();
        List<Word> words = Analyzer.words(text);
        String speaker = Corpus.speakerOf(turn);
        List<String> terms = new ArrayList<>(Corpus.termsOf(Analyzer.words(speaker)));
        int termsOfSpeaker = terms.size();
        terms.addAll(Corpus.termsOf(words));
        List<Integer> tableWords = words.stream()
                .map(word -> WordVectors.shared().id(word.form()))
                .filter(id -> id >= 0)
                .toList();
        return new Passage(
                turn,
                speaker,
                List.copyOf(terms),
                termsOfSpeaker,
                tableWords,
                endsInQuestion(bare),
                bare.indexOf('?') >= 0 || bare.indexOf('？') >= 0,
                Math.log1p(text.length()) - 4,
                RelativeTime.isTold(text),
                NUMBER.matcher(text).find(),
                capitals(text));
    }

    List<String> termsOfContent() {
        return terms.subList(termsOfSpeaker, terms.size());
    }

    private static boolean endsInQuestion(String text) {
        return text.endsWith("?") || text.endsWith("？") || text.endsWith("か。");
    }

    private static int capitals(String text) {
        Matcher capital = CAPITAL.matcher(text);
        int count = 0;
        while (count < MOST_CAPITALS && capital.find()) {
            count++;
        }
        return count;
    }
}
