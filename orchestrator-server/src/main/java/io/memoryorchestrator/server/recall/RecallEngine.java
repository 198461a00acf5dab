package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.server.embedding.Embedder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Answers fetchContext. The lists (recent turns, words, vectors, a provider's notes) are asked in parallel; what has not
 * come by the deadline is left out and named in {@code degraded}; the rest is fused, cleared of duplicates and rendered.
 * Thread-safe, and keeps nothing between calls.
 */
public final class RecallEngine {

    private final CanonicalStore store;
    private final Embedder embedder;
    private final Optional<RecentTurns> hot;
    private final Supplier<Optional<NoteSearch>> notes;
    private final RecallSettings settings;
    private final Clock clock;

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
        this.store = store;
        this.embedder = embedder;
        this.hot = hot;
        this.notes = notes;
        this.settings = settings;
        this.clock = clock;
    }

    /** Loads what is otherwise loaded by the first question, so that it keeps its deadline too. */
    public void warmUp() {
        embedder.embedQuery("warm up");
        Tokens.count("warm up");
    }

    /** Never fails because a part does: what is missing is said in the answer. */
    public FetchedContext fetch(ContextFetch request) {
        Stages stages = new Stages();
        Duration patience = request.deadline() == null ? settings.deadline() : request.deadline();
        Duration reserve = Duration.ofMillis(Math.min(15, patience.toMillis() / 5));
        Parts parts = new Parts(Deadline.in(patience).less(reserve), stages);
        List<Candidate> chosen = Selection.of(request, gather(request, parts), settings, clock.instant());
        long since = System.nanoTime();
        UUID contextId = UUID.randomUUID();
        List<ContextItem> items = chosen.stream().map(Items::of).toList();
        int budget = request.tokenBudget() == null ? settings.tokenBudget() : request.tokenBudget();
        ContextBlock block = ContextBlock.of(contextId, items, budget);
        if (block.leftOut() > 0) {
            parts.missing("block", block.leftOut() + " of " + items.size() + " items exceed the token budget");
        }
        stages.add("render", since);
        return new FetchedContext(contextId, items, block.text(), block.tokens(), parts.degraded(), stages.done());
    }

    private Lists gather(ContextFetch request, Parts parts) {
        String query = request.query() == null || request.query().isBlank() ? null : request.query();
        String sessionId = request.sessionId();
        Parts.Part<List<Turn>> recent = null;
        if (sessionId != null && request.includes(ContextPart.RECENT)) {
            int wanted = query == null ? request.limit() : Math.min(request.limit(), settings.recentTurns());
            SessionRef session = new SessionRef(request.user(), sessionId);
            recent = wanted == 0 ? null : parts.begin("recent", () -> recent(session, wanted));
        } else if (query == null) {
            parts.missing("recent", "without a query a sessionId is needed");
        }
        Parts.Part<List<Hit>> words = query != null && request.includes(ContextPart.WORDS)
                ? parts.begin(
                        "words", () -> store.byWords(request.user(), query, request.filter(), settings.candidates()))
                : null;
        Parts.Part<List<Hit>> vectors = query != null && request.includes(ContextPart.VECTORS)
                ? parts.begin("vectors", () -> nearest(request, query))
                : null;
        Optional<NoteSearch> provider =
                query != null && request.includes(ContextPart.MEM0) ? notes.get() : Optional.empty();
        Parts.Part<List<Note>> found = query == null
                ? null
                : provider.map(search -> parts.begin(
                                "mem0", () -> search.notes(request.user(), query, Math.min(100, request.limit()))))
                        .orElse(null);
        if (query != null && provider.isEmpty() && request.include().contains(ContextPart.MEM0)) {
            parts.missing("mem0", "off");
        }
        return new Lists(
                recent == null ? List.of() : parts.await(recent, List.of()),
                words == null ? List.of() : parts.await(words, List.of()),
                vectors == null ? List.of() : parts.await(vectors, List.of()),
                found == null ? List.of() : parts.await(found, List.of()));
    }

    private List<Turn> recent(SessionRef session, int limit) {
        if (hot.isPresent()) {
            List<Turn> known = hot.get().recent(session, limit);
            if (!known.isEmpty()) {
                return known;
            }
        }
        return store.recent(session, limit);
    }

    private List<Hit> nearest(ContextFetch request, String query) {
        float[] vector = embedder.embedQuery(query);
        return store.nearest(
                request.user(), embedder.model(), vector, request.filter(), settings.candidates(), request.efSearch());
    }
}
