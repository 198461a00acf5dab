package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import io.memoryorchestrator.api.spi.VectorSearch;
import io.memoryorchestrator.api.spi.WordSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every ability. Broken adapters are this one with one thing wrong. */
class ReferenceAdapter extends ReferenceTurns
        implements WordSearch, VectorSearch, NoteSearch, HotContext, AsyncStore, CircuitGuarded {
    static final String SECRET = "s3cret-of-the-reference";

    ReferenceAdapter(ReferenceBackend backend, Door door) {
        super(backend, door);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return new AdapterDescriptor("reference", EnumSet.allOf(Ability.class), Duration.ZERO, true);
    }

    @Override
    public List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit) {
        Set<String> asked = words(query);
        return ranked(sortedBy(BY_POSITION, turn -> turn.user().equals(user) && passes(filter, turn)), limit, turn -> {
            Set<String> shared = words(turn.content());
            shared.retainAll(asked);
            return (double) shared.size();
        });
    }

    static Set<String> words(String text) {
        Set<String> words = new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    boolean passes(TurnFilter filter, Turn turn) {
        return (filter.sessionId() == null
                        || filter.sessionId().equals(turn.session().sessionId()))
                && (filter.threadId() == null
                        || filter.threadId().equals(turn.labels().threadId()))
                && (filter.agentId() == null
                        || filter.agentId().equals(turn.labels().agentId()))
                && (filter.namespace() == null
                        || filter.namespace().equals(turn.labels().namespace()))
                && (filter.roles().isEmpty() || filter.roles().contains(turn.role()))
                && (filter.since() == null || !turn.occurredAt().isBefore(filter.since()))
                && (filter.until() == null || turn.occurredAt().isBefore(filter.until()));
    }

    /** Turns that score above zero, best first, then newest, then by id. */
    List<Hit> ranked(List<Turn> turns, int limit, Score score) {
        return turns.stream()
                .map(turn -> new Hit(turn, score.of(turn)))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingDouble((Hit hit) -> -hit.score())
                        .thenComparing(hit -> hit.turn().occurredAt(), newestFirst())
                        .thenComparing(hit -> hit.turn().id().toString()))
                .limit(limit)
                .toList();
    }

    Comparator<Instant> newestFirst() {
        return Comparator.reverseOrder();
    }

    /** How well a turn answers. */
    interface Score {
        double of(Turn turn);
    }

    @Override
    public Set<TurnKey> embedded(EmbeddingModelRef model, Collection<TurnKey> turns) {
        door.pass();
        synchronized (backend) {
            Set<TurnKey> keys = new HashSet<>(turns);
            keys.retainAll(ofModel(model).keySet());
            return keys;
        }
    }

    @Override
    public int putEmbeddings(EmbeddingModelRef model, List<TurnEmbedding> embeddings) {
        door.pass();
        synchronized (backend) {
            int written = 0;
            for (TurnEmbedding embedding : embeddings) {
                if (embedding.vector().length != model.dimensions()) {
                    throw new AdapterException(
                            "reference", FailureKind.REJECTED, "The vector has a wrong length", null);
                }
                if (accepts(embedding)) {
                    ofModel(model).put(embedding.turn(), embedding.vector());
                    written++;
                }
            }
            return written;
        }
    }

    boolean accepts(TurnEmbedding embedding) {
        return backend.turns.stream().anyMatch(turn -> TurnKey.of(turn).equals(embedding.turn()));
    }

    Map<TurnKey, float[]> ofModel(EmbeddingModelRef model) {
        return backend.vectors.computeIfAbsent(model.id(), id -> new HashMap<>());
    }

    @Override
    public List<Hit> nearest(
            UserRef user,
            EmbeddingModelRef model,
            float[] vector,
            TurnFilter filter,
            int limit,
            @Nullable Integer efSearch) {
        List<Turn> turns = sortedBy(BY_POSITION, turn -> turn.user().equals(user) && passes(filter, turn));
        synchronized (backend) {
            return ranked(turns, limit, turn -> {
                float @Nullable [] kept = ofModel(model).get(TurnKey.of(turn));
                return kept == null ? 0 : 1 + Math.round(cosine(kept, vector) * 1e6) / 1e6;
            });
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return product / Math.sqrt(lengthA * lengthB);
    }

    @Override
    public List<Note> notes(UserRef user, String query, int limit) {
        return byWords(user, query, TurnFilter.NONE, limit).stream()
                .map(hit -> new Note(
                        "note-of-" + hit.turn().id(),
                        user,
                        hit.turn().content(),
                        hit.score(),
                        hit.turn().occurredAt(),
                        Map.of("turn_id", hit.turn().id().toString())))
                .toList();
    }

    @Override
    public Optional<List<Turn>> known(SessionRef session, int limit) {
        return hot.known(session, limit);
    }

    @Override
    public List<Turn> readThrough(SessionRef session, int limit, RecentTurns source) {
        return hot.readThrough(session, limit, source);
    }

    @Override
    public void invalidate(SessionRef session) {
        hot.forget(session);
    }

    @Override
    public void clear() {
        hot.clear();
    }

    @Override
    public Settled poll(String reference) {
        Settled.State state = reference.startsWith("work-") ? Settled.State.DONE : Settled.State.UNKNOWN;
        return new Settled(state, List.of(), null);
    }

    @Override
    public Optional<TurnReceipt> find(TurnKey turn) {
        return lookup(turn.user(), Set.of(turn.turnId())).stream()
                .map(found -> TurnReceipt.of(found.id(), Outcome.STORED))
                .findFirst();
    }

    @Override
    public Circuit circuit() {
        return door.circuit();
    }

    @Override
    public Runnable onCircuitChange(Consumer<Circuit> listener) {
        return door.listen(listener);
    }
}
