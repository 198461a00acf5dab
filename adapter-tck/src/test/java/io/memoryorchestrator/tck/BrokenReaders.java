package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adapters that answer wrongly. */
final class BrokenReaders {
    private BrokenReaders() {}

    static Stream<Broken> all() {
        return Stream.of(
                Broken.of("forgets the tenant", ForgetsTheTenant::new, "theSameUserIdInAnotherTenantIsSomebodyElse"),
                Broken.of("folds names", FoldsNames::new, "similarNamesAreDifferentPeople"),
                Broken.of("orders by time", OrdersByTime::new, "positionsMayBeAsLargeAsMicrosecondsSinceTheEpoch"),
                Broken.of("finds what was forgotten", FindsForgotten::new, "wordsOfForgottenTurnsAreNotFound"),
                Broken.of("includes the end", IncludesTheEnd::new, "aWordFilterOfTimeIncludesItsBeginningAndNotItsEnd"),
                Broken.of(
                        "breaks ties by age",
                        OldestFirst::new,
                        "tiesAmongWordsGoToTheNewestAndThenById",
                        "tiesAmongVectorsGoToTheNewestAndThenById"),
                Broken.of("pages by offset", PagesByOffset::new, "pagingWhileWritingMeetsEveryOlderTurnOnce"),
                Broken.of("filters after cutting", FiltersAfterCutting::new, "aFilterNeverCostsAHitThatIsThere"),
                Broken.of(
                        "compares models",
                        ComparesModels::new,
                        "vectorsOfTwoModelsAreNeverCompared",
                        "whatIsEmbeddedCanBeAsked"),
                Broken.of(
                        "keeps late embeddings",
                        KeepsLateEmbeddings::new,
                        "theEmbeddingOfAForgottenTurnIsGoneAndALateOneIsDropped"),
                hot(
                        "presents half a tail",
                        new HalfTails(),
                        "halfATailIsNeverPresentedAsAll",
                        "aDeeperQuestionThanTheTailGoesToTheSource",
                        "aLateTurnFromBeforeTheTailDoesNotPretendToBeIn"),
                hot(
                        "keeps loads that were overtaken",
                        new KeepsOvertaken(),
                        "aLoadOvertakenByAStoreIsNotKept",
                        "aLoadOvertakenByAClearIsNotKept",
                        "aLoadOvertakenByAnErasureIsNotKept"),
                hot("keeps what it is to clear", new NeverClears(), "aClearedCacheKnowsNothing"),
                hot("lets everybody ask", new EverybodyAsks(), "whoMissesAtOnceSharesOneQuestion"));
    }

    private static Broken hot(String wrong, HotTails tails, String... caughtBy) {
        return Broken.of(
                wrong,
                (backend, door) -> {
                    ReferenceAdapter adapter = new ReferenceAdapter(backend, door);
                    adapter.hot = tails;
                    return adapter;
                },
                caughtBy);
    }

    private static final class ForgetsTheTenant extends ReferenceAdapter {
        ForgetsTheTenant(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<Turn> recent(SessionRef session, int limit) {
            return sortedBy(
                            Comparator.comparingLong(Turn::position)
                                    .thenComparing(turn -> turn.id().toString()),
                            turn -> turn.session().sessionId().equals(session.sessionId())
                                    && turn.user()
                                            .userId()
                                            .equals(session.user().userId())
                                    && turn.user().tenantId().startsWith(markOf(session)))
                    .reversed()
                    .stream()
                    .limit(limit)
                    .toList()
                    .reversed();
        }

        /** Tests share a backend, so only the tenants of one scope are mixed up. */
        private static String markOf(SessionRef session) {
            return session.user().tenantId().replace("-other", "");
        }
    }

    private static final class FoldsNames extends ReferenceAdapter {
        FoldsNames(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<Turn> recent(SessionRef session, int limit) {
            List<Turn> own = super.recent(session, limit);
            UserRef folded = new UserRef(
                    session.user().tenantId(), session.user().userId().toLowerCase(Locale.ROOT));
            List<Turn> more = new ArrayList<>(own);
            if (!folded.equals(session.user())) {
                more.addAll(super.recent(new SessionRef(folded, session.sessionId()), limit));
            }
            return more;
        }
    }

    private static final class OrdersByTime extends ReferenceAdapter {
        OrdersByTime(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<Turn> recent(SessionRef session, int limit) {
            List<Turn> all = sortedBy(
                    Comparator.comparing(Turn::occurredAt)
                            .thenComparing(turn -> turn.id().toString()),
                    turn -> turn.session().equals(session));
            return all.subList(Math.max(0, all.size() - limit), all.size());
        }
    }

    private static final class FindsForgotten extends ReferenceAdapter {
        private final ReferenceAdapter everything = new ReferenceAdapter(new ReferenceBackend(), door);

        FindsForgotten(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        Outcome add(Turn turn) {
            everything.add(turn);
            return super.add(turn);
        }

        @Override
        public List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit) {
            return everything.byWords(user, query, filter, limit);
        }

        @Override
        public List<Note> notes(UserRef user, String query, int limit) {
            return new ReferenceAdapter(backend, door).notes(user, query, limit);
        }
    }

    private static final class IncludesTheEnd extends ReferenceAdapter {
        IncludesTheEnd(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        boolean passes(TurnFilter filter, Turn turn) {
            return super.passes(filter, turn)
                    || filter.roles().isEmpty() && turn.occurredAt().equals(filter.until());
        }
    }

    private static final class OldestFirst extends ReferenceAdapter {
        OldestFirst(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        Comparator<Instant> newestFirst() {
            return Comparator.naturalOrder();
        }
    }

    private static final class PagesByOffset extends ReferenceAdapter {
        PagesByOffset(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public Page scan(Range range, @Nullable String after, int limit) {
            List<Turn> all = sortedBy(
                    Comparator.comparingLong(Turn::position)
                            .thenComparing(turn -> turn.id().toString()),
                    turn -> covers(range, turn));
            int from = after == null ? 0 : Integer.parseInt(after);
            int to = Math.min(all.size(), from + limit);
            return new Page(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        }
    }

    private static final class FiltersAfterCutting extends ReferenceAdapter {
        FiltersAfterCutting(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        public List<Hit> nearest(
                UserRef user,
                EmbeddingModelRef model,
                float[] vector,
                TurnFilter filter,
                int limit,
                @Nullable Integer efSearch) {
            return super.nearest(user, model, vector, TurnFilter.NONE, limit, efSearch).stream()
                    .filter(hit -> passes(filter, hit.turn()))
                    .toList();
        }
    }

    private static final class ComparesModels extends ReferenceAdapter {
        ComparesModels(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        Map<TurnKey, float[]> ofModel(EmbeddingModelRef model) {
            return backend.vectors.computeIfAbsent("one for all", id -> new HashMap<>());
        }
    }

    private static final class KeepsLateEmbeddings extends ReferenceAdapter {
        KeepsLateEmbeddings(ReferenceBackend backend, Door door) {
            super(backend, door);
        }

        @Override
        boolean accepts(TurnEmbedding embedding) {
            return true;
        }
    }

    private static final class HalfTails extends HotTails {
        @Override
        boolean knowsAll(SessionRef session) {
            return true;
        }
    }

    private static final class NeverClears extends HotTails {
        @Override
        synchronized void clear() {
            overtake();
        }
    }

    private static final class KeepsOvertaken extends HotTails {
        @Override
        synchronized long version() {
            return 0;
        }
    }

    private static final class EverybodyAsks extends HotTails {
        @Override
        List<Turn> readThrough(SessionRef session, int limit, RecentTurns source) {
            return known(session, limit).orElseGet(() -> {
                long before = version();
                List<Turn> read = source.recent(session, Math.max(limit, ASKED));
                keep(session, read, read.size() < Math.max(limit, ASKED), before);
                return read.subList(Math.max(0, read.size() - limit), read.size());
            });
        }
    }
}
