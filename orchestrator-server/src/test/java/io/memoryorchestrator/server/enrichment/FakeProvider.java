package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.Curation;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnBatching;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider that does as it is told. It knows no job that it is asked for. */
final class FakeProvider implements MemoryAdapter, AsyncStore, Curation {
    private static final SessionRef SESSION = SessionRef.of("t", "u", "s");

    private final List<String> stored = new ArrayList<>();
    private final Set<UUID> arrived = new HashSet<>();
    private final Map<String, AdapterException> failures = new HashMap<>();
    private Consumer<Turn> watcher = _ -> {};

    static Turn turn(int seq, String content) {
        return turn(SESSION, seq, content);
    }

    static Turn turn(SessionRef session, int seq, String content) {
        return new Turn(
                new UUID(0, seq),
                session,
                seq,
                Role.USER,
                content,
                Instant.EPOCH,
                new TurnLabels(null, null, null),
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                null);
    }

    void onStore(Consumer<Turn> watching) {
        watcher = watching;
    }

    void has(Turn turn) {
        arrived.add(turn.id());
    }

    /** @param content of turns that fail, or "forget" */
    void failing(String content, FailureKind kind, @Nullable Duration retryAfter) {
        failures.put(content, new AdapterException("fake", kind, "told so", retryAfter, null));
    }

    void mended() {
        failures.clear();
    }

    boolean holds(Turn turn) {
        return arrived.contains(turn.id());
    }

    List<String> stored() {
        return stored;
    }

    /** As a store would find them: every turn of these tests says "one". */
    List<Turn> known(Collection<UUID> ids) {
        return ids.stream()
                .map(id -> turn((int) id.getLeastSignificantBits(), "one"))
                .toList();
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        return turns.stream().map(this::store).toList();
    }

    private TurnReceipt store(Turn turn) {
        watcher.accept(turn);
        AdapterException failure = failures.get(turn.content());
        if (failure != null) {
            throw failure;
        }
        stored.add(turn.content());
        arrived.add(turn.id());
        return TurnReceipt.of(turn.id(), TurnReceipt.Outcome.STORED);
    }

    @Override
    public Settled poll(String reference) {
        return new Settled(Settled.State.UNKNOWN, List.of(), null);
    }

    @Override
    public Optional<TurnReceipt> find(TurnKey turn) {
        return arrived.contains(turn.turnId())
                ? Optional.of(TurnReceipt.of(turn.turnId(), TurnReceipt.Outcome.STORED))
                : Optional.empty();
    }

    @Override
    public Verdict judge(Turn turn) {
        return turn.content().equals("hello") ? new Verdict.Skip("greeting") : new Verdict.Send();
    }

    @Override
    public TurnBatching batching() {
        return new OneByOne();
    }

    @Override
    public AdapterDescriptor descriptor() {
        return new AdapterDescriptor("fake", Set.of(Ability.ASYNC_STORE), Duration.ZERO, true);
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        AdapterException failure = failures.get("forget");
        if (failure != null) {
            throw failure;
        }
        arrived.removeAll(((ForgetScope.OfTurns) scope).turnIds());
        return new ForgetReceipt(Map.of(), true);
    }

    @Override
    public AdapterHealth check() {
        throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public void close() {}
}
