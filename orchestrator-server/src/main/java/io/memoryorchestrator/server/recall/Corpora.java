package io.memoryorchestrator.server.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.memoryorchestrator.api.canonical.TurnSurvey;
import io.memoryorchestrator.api.canonical.TurnSurvey.Extent;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.recall.rank.Corpus;
import java.time.Duration;
import java.util.Optional;

/**
 * All turns of a user, read and indexed. The index is kept for some minutes, and each time the store is asked whether it
 * still holds: turns stored, changed or forgotten by any process are seen at once, and without reading everything again.
 */
final class Corpora {

    /** Users with more turns are ranked over lists instead: reading them all would take too long. */
    static final int LARGEST = 3_000;

    private static final long KEPT_TURNS = 200_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final TurnSurvey survey;
    private final Cache<UserRef, Known> known = Caffeine.newBuilder()
            .maximumWeight(KEPT_TURNS)
            .weigher((UserRef user, Known corpus) -> 10 + corpus.corpus().size())
            .expireAfterAccess(KEPT)
            .build();

    Corpora(TurnSurvey survey) {
        this.survey = survey;
    }

    /** Nothing when the user has too many turns. */
    Optional<Corpus> of(UserRef user) {
        Extent extent = survey.extent(user, LARGEST);
        if (extent.turns() > LARGEST) {
            known.invalidate(user);
            return Optional.empty();
        }
        Known before = known.getIfPresent(user);
        if (before != null && before.print().equals(extent.print())) {
            return Optional.of(before.corpus());
        }
        Corpus corpus = Corpus.of(survey.turns(user, LARGEST));
        // The print was taken first: a turn stored since then changes it, and the next question reads again.
        known.put(user, new Known(extent.print(), corpus));
        return Optional.of(corpus);
    }

    /** What was read last, which may have changed since: good for beginning early what must be checked afterwards. */
    Optional<Corpus> lastKnown(UserRef user) {
        return Optional.ofNullable(known.getIfPresent(user)).map(Known::corpus);
    }

    void forget(UserRef user) {
        known.invalidate(user);
    }

    private record Known(String print, Corpus corpus) {}
}
