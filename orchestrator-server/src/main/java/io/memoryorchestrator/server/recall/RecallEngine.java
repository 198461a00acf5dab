package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.ContextExplanation;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeSearch;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers fetchContext. The parts (recent turns, words, vectors, a provider's notes, memory nodes) run in parallel; what has not come by
 * the deadline is left out and named in {@code degraded}; the rest is ranked, cleared of duplicates and rendered.
 * Thread-safe.
 */
public final class RecallEngine {

    private final Embedder embedder;
    private final Function<UserRef, Sources> sources;
    private final OngoingSession ongoing;
    private final ProviderNotes notes = new ProviderNotes();
    private final NodeMemories nodes;
    private final Gathering gathering;
    private final Reasons reasons;
    private final RecallSettings settings;
    private final Clock clock;

    /**
     * @param hot asked for recent turns before the store; what it does not know is read from the store
     * @param notes asked on each call whether a provider of notes may be used now; flag and breaker decide
     * @param nodes finds summaries, facts and entities in memory nodes, where there are any
     */
    public RecallEngine(
            CanonicalStore store,
            Embedder embedder,
            Optional<RecentTurns> hot,
            Supplier<Optional<NoteSearch>> notes,
            Optional<NodeSearch> nodes,
            RecallSettings settings,
            Clock clock) {
        this(store, embedder, user -> new Sources(hot, notes.get(), null), nodes, settings, clock);
    }

    /** @param sources asked once for each question which optional parts may be used for it */
    public RecallEngine(
            CanonicalStore store,
            Embedder embedder,
            Function<UserRef, Sources> sources,
            Optional<NodeSearch> nodes,
            RecallSettings settings,
            Clock clock) {
        this.embedder = embedder;
        this.sources = sources;
        this.ongoing = new OngoingSession(store, settings.recentTurns());
        this.nodes = new NodeMemories(nodes);
        this.gathering = new Gathering(store, embedder, settings.candidates());
        this.reasons = new Reasons(store);
        this.settings = settings;
        this.clock = clock;
    }

    /** Loads what is otherwise loaded by the first question, so that it keeps its deadline too. */
    public void warmUp() {
        Tokens.count("warm up");
        WordVectors.shared();
        Question.of("When did I warm up?", Corpus.of(List.of()), clock.instant());
        embedder.embedQuery("warm up");
    }

    /** Lets go of what is kept of a user in this process for the next question. */
    public void forget(UserRef user) {
        gathering.forget(user);
    }

    /**
     * Never fails because a part does: what is missing is said in the answer.
     *
     * @throws IllegalArgumentException when the request names a weight that there is not, naming those there are
     */
    public FetchedContext fetch(ContextFetch request) {
        Weights weights = settings.weights().of(request.user().tenantId()).with(request.weights());
        Stages stages = new Stages();
        Duration patience = request.deadline() == null ? settings.deadline() : request.deadline();
        Duration reserve = Duration.ofMillis(Math.min(15, patience.toMillis() / 5));
        Parts parts = new Parts(Deadline.in(patience).less(reserve), stages);
        Sources optional = sources.apply(request.user());
        try {
            Ranking ranking = rank(request, weights, optional, parts, stages);
            return answer(request, ranking, optional, parts, stages);
        } finally {
            parts.abandon();
        }
    }

    private FetchedContext answer(ContextFetch request, Ranking ranking, Sources optional, Parts parts, Stages stages) {
        long chosenSince = System.nanoTime();
        Selection selection = Selection.of(ranking, request.limit());
        List<ContextItem> items =
                selection.chosen().stream().map(Candidate::item).toList();
        stages.add("select", chosenSince);
        List<ContextExplanation> explanations =
                request.explains() ? reasons.of(request, ranking, selection, parts) : List.of();
        long renderedSince = System.nanoTime();
        UUID contextId = UUID.randomUUID();
        int budget = request.tokenBudget() == null ? settings.tokenBudget() : request.tokenBudget();
        ContextBlock block = ContextBlock.of(contextId, items, budget);
        if (block.leftOut() > 0) {
            parts.missing("block", block.leftOut() + " of " + items.size() + " items exceed the token budget");
        }
        stages.add("render", renderedSince);
        return new FetchedContext(
                contextId,
                items,
                block.text(),
                block.tokens(),
                parts.degraded(),
                stages.done(),
                explanations,
                optional.flags());
    }

    private Ranking rank(ContextFetch request, Weights weights, Sources optional, Parts parts, Stages stages) {
        Instant now = clock.instant();
        String query = request.query() == null || request.query().isBlank() ? null : request.query();
        Parts.Part<List<Turn>> ending = ongoing.begin(request, query == null, optional.hot(), parts);
        Parts.Part<List<Note>> noted = query == null ? null : notes.begin(request, query, optional.notes(), parts);
        Parts.Part<List<NodeHit>> kept = query == null ? null : nodes.begin(request, query, parts);
        Gathered gathered = query == null || !searches(request)
                ? Gathered.nothing(now)
                : gathering.gather(request, query, parts, now);
        List<Turn> recent = ending == null ? List.of() : parts.await(ending).orElse(List.of());
        List<Distilled> distilled = new ArrayList<>();
        if (noted != null) {
            distilled.addAll(notes.ownedBy(request.user(), parts.await(noted).orElse(List.of())));
        }
        if (kept != null) {
            distilled.addAll(nodes.worthIt(parts.await(kept).orElse(List.of())));
        }
        long since = System.nanoTime();
        Ranking ranking = Ranking.of(
                request,
                gathered.withRecent(recent, now),
                recent.stream().map(Turn::id).distinct().toList(),
                distilled,
                weights,
                settings,
                now);
        stages.add("rank", since);
        return ranking;
    }

    private static boolean searches(ContextFetch request) {
        return request.includes(ContextPart.WORDS) || request.includes(ContextPart.VECTORS);
    }
}
