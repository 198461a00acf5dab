package io.memoryorchestrator.server.recall.rank;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.embedding.EmbeddingText;
import io.memoryorchestrator.server.recall.text.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns of one user, read and indexed for ranking. Sessions stand one after another, each in its own order, so that a
 * turn's neighbours stand next to it. Immutable, and independent of any question.
 */
public final class Corpus {

    private final List<Passage> passages;
    private final int[] sessions;
    private final Postings<String> terms;
    private final Postings<Integer> similar;
    private final Map<UUID, Integer> places;
    private final Set<String> speakers;

    private Corpus(List<Passage> passages) {
        this.passages = passages;
        this.sessions = sessions(passages);
        this.terms = Postings.of(passages.stream().map(Passage::terms).toList());
        this.similar = Postings.of(passages.stream().map(Passage::tableWords).toList());
        this.places = HashMap.newHashMap(passages.size());
        this.speakers = new TreeSet<>();
        for (int i = 0; i < passages.size(); i++) {
            places.put(passages.get(i).turn().id(), i);
            speakers.add(passages.get(i).speaker());
        }
    }

    /** Indexes turns of one user, in whatever order they are given; a turn given twice counts once. */
    public static Corpus of(Collection<Turn> turns) {
        Map<UUID, Turn> distinct = HashMap.newHashMap(turns.size());
        turns.forEach(turn -> distinct.putIfAbsent(turn.id(), turn));
        List<Turn> ordered = new ArrayList<>(distinct.values());
        ordered.sort(Comparator.comparing((Turn turn) -> turn.session().sessionId())
                .thenComparingLong(Turn::position)
                .thenComparing(Turn::id));
        return new Corpus(ordered.stream().map(Passage::of).toList());
    }

    public int size() {
        return passages.size();
    }

    public Turn turn(int place) {
        return passages.get(place).turn();
    }

    /** Where a turn stands, or -1. */
    public int place(UUID turnId) {
        return places.getOrDefault(turnId, -1);
    }

    /** The different terms of what is said there, without those of the speaker's name. */
    public Set<String> termsOfContent(int place) {
        return Set.copyOf(passages.get(place).termsOfContent());
    }

    Passage passage(int place) {
        return passages.get(place);
    }

    Postings<String> terms() {
        return terms;
    }

    /** Postings of the words that the table of similar words knows, by their number in it. */
    Postings<Integer> similar() {
        return similar;
    }

    /** Everybody who speaks, in lower case, by name or, where there is none, by role. */
    Set<String> speakers() {
        return speakers;
    }

    /** The session a turn belongs to, as a number that grows along the places. */
    int session(int place) {
        return sessions[place];
    }

    /** Whether two places are next to one another in one session. */
    boolean neighbours(int place, int other) {
        return other >= 0 && other < sessions.length && sessions[place] == sessions[other];
    }

    private static int[] sessions(List<Passage> passages) {
        int[] sessions = new int[passages.size()];
        @Nullable String before = null;
        int number = -1;
        for (int i = 0; i < sessions.length; i++) {
            String session = passages.get(i).turn().session().sessionId();
            number += session.equals(before) ? 0 : 1;
            sessions[i] = number;
            before = session;
        }
        return sessions;
    }

    /** The terms that a speaker's name makes. */
    static List<String> termsOf(List<Word> words) {
        return words.stream().map(Word::term).toList();
    }

    static String speakerOf(Turn turn) {
        return EmbeddingText.speaker(turn).toLowerCase(Locale.ROOT);
    }
}
