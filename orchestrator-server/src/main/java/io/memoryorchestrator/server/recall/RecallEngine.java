package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.recall.rank.Corpus;
import io.memoryorchestrator.server.recall.rank.Question;
import io.memoryorchestrator.server.recall.rank.Weights;
import io.memoryorchestrator.server.recall.text.WordVectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers fetchContext. The parts (recent turns, words, vectors, a provider's notes) run in parallel; what has not come by
 * the deadline is left out and named in {@code degraded}; the rest is ranked, cleared of duplicates and rendered.
 * Thread-safe.
 */
public final class RecallEngine {

    private final CanonicalStore store;
    private final Embedder embedder;
    private final Function<UserRef, Sources> sources;
    private final RecallSettings settings;
    private final Clock clock;
    private final Gathering gathering;

    /**
     * @param hot asked for recent turns before the store; what it does not know is read from the store
     * @param notes asked on each call whether a provider of notes may be used now; flag and breaker decide
     */
    public RecallEngine(
            CanonicalStore store,
            Embedder embedder,
            Optional<RecentTurns> hot,
            Supplier<Optional<NoteSearch>> notes,
            RecallSettings settings,
            Clock clock) {
        this(store, embedder, user -> new Sources(hot, notes.get(), null), settings, clock);
    }

    /** @param sources asked once for each question which optional parts may be used for it */
    public RecallEngine(
            CanonicalStore store,
            Embedder embedder,
            Function<UserRef, Sources> sources,
            RecallSettings settings,
            Clock clock) {
        this.store = store;
        this.embedder = embedder;
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
        this.gathering = new Gathering(store, embedder, settings.candidates());
    }

    /** Loads what is otherwise loaded by the first question, so that it keeps its deadline too. */
    public void warmUp() {
        Tokens.count("warm up");
        WordVectors.shared();
        Question.of("When did I warm up?", Corpus.of(List.of()), clock.instant());
        embedder.embedQuery("warm up");
    }

    /** Never fails because a part does: what is missing is said in the answer. */
    public FetchedContext fetch(ContextFetch request) {
        return fetch(request, Map.of());
    }

    /**
     * The same with other weights for this call.
     *
     * @param weights by their names in the weights file, in place of the configured ones
     * @throws IllegalArgumentException when a name is unknown, naming those there are
     */
    public FetchedContext fetch(ContextFetch request, Map<String, Double> weights) {
        return answer(request, weights).context();
    }

    /**
     * The same with the reasons.
     *
     * @param missing ids of turns of which is asked why they are not in the answer
     */
    public ExplainedContext explain(ContextFetch request, Map<String, Double> weights, Collection<String> missing) {
        return answer(request, weights).explained(missing);
    }

    private Answer answer(ContextFetch request, Map<String, Double> changed) {
        Weights weights = settings.weights().of(request.user().tenantId()).with(changed);
        Stages stages = new Stages();
        Duration patience = request.deadline() == null ? settings.deadline() : request.deadline();
        Duration reserve = Duration.ofMillis(Math.min(15, patience.toMillis() / 5));
        Parts parts = new Parts(Deadline.in(patience).less(reserve), stages);
        try {
            return answer(request, rank(request, weights, sources.apply(request.user()), parts, stages), parts, stages);
        } finally {
            parts.abandon();
        }
    }

    private Answer answer(ContextFetch request, Ranking ranking, Parts parts, Stages stages) {
        long chosenSince = System.nanoTime();
        Selection selection = Selection.of(ranking, request.limit());
        stages.add("select", chosenSince);
        long since = System.nanoTime();
        UUID contextId = UUID.randomUUID();
        List<ContextItem> items =
                selection.chosen().stream().map(Candidate::item).toList();
        int budget = request.tokenBudget() == null ? settings.tokenBudget() : request.tokenBudget();
        ContextBlock block = ContextBlock.of(contextId, items, budget);
        if (block.leftOut() > 0) {
            parts.missing("block", block.leftOut() + " of " + items.size() + " items exceed the token budget");
        }
        stages.add("render", since);
        FetchedContext context = new FetchedContext(
                contextId, items, block.text(), block.tokens(), parts.degraded(), stages.done(), optional.flags());
        return new Answer(context, ranking, selection);
    }

    private Ranking rank(ContextFetch request, Weights weights, Sources optional, Parts parts, Stages stages) {
        Instant now = clock.instant();
        String query = request.query() == null || request.query().isBlank() ? null : request.query();
        Parts.Part<List<Turn>> ending = recent(request, query == null, optional.hot(), parts);
        Parts.Part<List<Note>> distilled = query == null ? null : notes(request, query, optional.notes(), parts);
        Gathering.Gathered gathered =
                query == null || !searches(request) ? nothing(now) : gathering.gather(request, query, parts, now);
        List<Turn> recent = ending == null ? List.of() : parts.await(ending).orElse(List.of());
        List<Note> found =
                distilled == null ? List.of() : parts.await(distilled).orElse(List.of());
        long since = System.nanoTime();
        Gathering.Gathered all = withRecent(gathered, recent, now);
        Set<UUID> recentIds = new LinkedHashSet<>();
        recent.forEach(turn -> recentIds.add(turn.id()));
        List<Note> own = found.stream()
                .filter(note -> note.user().equals(request.user()))
                .toList();
        Ranking ranking = Ranking.of(request, all, recentIds, own, weights, settings, now);
        stages.add("rank", since);
        return ranking;
    }

    private static boolean searches(ContextFetch request) {
        return request.includes(ContextPart.WORDS) || request.includes(ContextPart.VECTORS);
    }

    private static Gathering.Gathered nothing(Instant now) {
        Corpus empty = Corpus.of(List.of());
        return new Gathering.Gathered(empty, Question.of("", empty, now), null);
    }

    /** Recent turns may be newer than what was gathered, or the only thing there is. */
    private static Gathering.Gathered withRecent(Gathering.Gathered gathered, List<Turn> recent, Instant now) {
        List<Turn> unknown = recent.stream()
                .filter(turn -> gathered.corpus().place(turn.id()) < 0)
                .toList();
        if (unknown.isEmpty()) {
            return gathered;
        }
        List<Turn> all = new ArrayList<>(unknown);
        for (int place = 0; place < gathered.corpus().size(); place++) {
            all.add(gathered.corpus().turn(place));
        }
        Corpus corpus = Corpus.of(all);
        return new Gathering.Gathered(
                corpus,
                Question.of(gathered.question().text(), corpus, now),
                gathered.nearness() == null ? null : gathered.nearness().moved(gathered.corpus(), corpus));
    }

    private Parts.@Nullable Part<List<Turn>> recent(
            ContextFetch request, boolean only, Optional<RecentTurns> hot, Parts parts) {
        String sessionId = request.sessionId();
        if (sessionId == null) {
            if (only) {
                parts.missing("recent", "without a query a sessionId is needed");
            }
            return null;
        }
        int wanted = only ? request.limit() : Math.min(request.limit(), settings.recentTurns());
        if (wanted == 0 || !request.includes(ContextPart.RECENT)) {
            return null;
        }
        SessionRef session = new SessionRef(request.user(), sessionId);
        return parts.begin("recent", () -> {
            List<Turn> known = hot.isPresent() ? hot.get().recent(session, wanted) : List.of();
            return known.isEmpty() ? store.recent(session, wanted) : known;
        });
    }

    private Parts.@Nullable Part<List<Note>> notes(
            ContextFetch request, String query, Optional<NoteSearch> offered, Parts parts) {
        Optional<NoteSearch> provider = request.includes(ContextPart.MEM0) ? offered : Optional.empty();
        if (provider.isEmpty()) {
            if (request.include().contains(ContextPart.MEM0)) {
                parts.missing("mem0", "off");
            }
            return null;
        }
        return parts.begin("mem0", () -> provider.get().notes(request.user(), query, Math.min(100, request.limit())));
    }
}
