package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was gathered: the turns, the question read against them, and its nearness where there is one.
 *
 * @param only those that the store found under a filter which cannot be told from a turn itself; null where there was none
 */
record Gathered(
        Corpus corpus,
        Question question,
        @Nullable Nearness nearness,
        @Nullable Set<UUID> only) {

    Gathered(Corpus corpus, Question question, @Nullable Nearness nearness) {
        this(corpus, question, nearness, null);
    }

    boolean admits(Turn turn) {
        return only == null || only.contains(turn.id());
    }

    static Gathered nothing(Instant now) {
        Corpus empty = Corpus.of(List.of());
        return new Gathered(empty, Question.of("", empty, now), null);
    }

    /** Recent turns may be newer than what was gathered, or the only thing there is. */
    Gathered withRecent(List<Turn> recent, Instant now) {
        List<Turn> unknown =
                recent.stream().filter(turn -> corpus.place(turn.id()) < 0).toList();
        if (unknown.isEmpty()) {
            return this;
        }
        List<Turn> all = new ArrayList<>(unknown);
        for (int place = 0; place < corpus.size(); place++) {
            all.add(corpus.turn(place));
        }
        Corpus more = Corpus.of(all);
        return new Gathered(
                more,
                Question.of(question.text(), more, now),
                nearness == null ? null : nearness.moved(corpus, more),
                only);
    }
}
