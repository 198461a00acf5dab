package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.Nearness;
import io.memoryorchestrator.server.recall.rank.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was gathered: the turns, the question read against them, and its nearness where there is one. */
record Gathered(Corpus corpus, Question question, @Nullable Nearness nearness) {

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
                more, Question.of(question.text(), more, now), nearness == null ? null : nearness.moved(corpus, more));
    }
}
