package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.Deadlines;
import io.memoryorchestrator.adapter.mem0.http.Endpoint;
import io.memoryorchestrator.adapter.mem0.http.Event;
import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed;
import io.memoryorchestrator.adapter.mem0.http.Exchanger;
import io.memoryorchestrator.adapter.mem0.http.Mem0Api;
import io.memoryorchestrator.adapter.mem0.http.Memory;
import io.memoryorchestrator.adapter.mem0.http.OssApi;
import io.memoryorchestrator.adapter.mem0.http.PlatformApi;
import io.memoryorchestrator.adapter.mem0.http.Transport;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.Curation;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.TurnBatching;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mem0 as an adapter: turns are sent to be distilled, notes are found by a question. A turn is not kept to the letter
 * here, so this is enrichment beside a canonical store and never one itself.
 */
public final class Mem0Adapter implements MemoryAdapter, NoteSearch, AsyncStore, CircuitGuarded, Curation {
    static final String NAME = "mem0";

    private static final int REMEMBERED_TURNS = 10_000;
    private static final int MOST_NOTES = 100;
    private static final int LONGEST_QUERY = 8_000;

    private final Mem0Settings settings;
    private final AdapterDescriptor descriptor;
    private final Transport transport;
    private final CircuitWatch circuit;
    private final Mem0Api writes;
    private final Mem0Api searches;
    private final SentTurns sent = new SentTurns(REMEMBERED_TURNS);
    private final Reconciler reconciler;
    private final TurnSender sender;
    private final Eraser eraser;
    private final HealthProbe probe;
    private final TurnCuration curation = new TurnCuration();

    /** Opens nothing: the first call, or {@link #check()}, connects. */
    public Mem0Adapter(Mem0Settings settings, Clock clock) {
        this.settings = settings;
        boolean platform = settings.flavour() == Mem0Settings.Flavour.PLATFORM;
        this.descriptor = new AdapterDescriptor(
                NAME,
                Set.of(Ability.NOTE_SEARCH, Ability.ASYNC_STORE, Ability.CIRCUIT_GUARDED),
                platform ? Duration.ofSeconds(30) : Duration.ZERO,
                true);
        this.transport = new Transport(endpoint(settings, platform), clock);
        this.circuit = new CircuitWatch(settings.breaker(), clock);
        var retrying = new Retrying(settings.retries());
        Gate gate = new Gate(transport, circuit, settings.retries().longestRetryAfter(), clock);
        this.writes = api(
                platform,
                retrying.repeating(
                        gate.writes(settings.limits(), settings.retries().longestWait())));
        this.searches = api(platform, gate.searches(settings.limits()));
        this.reconciler = new Reconciler(writes, clock);
        this.sender = new TurnSender(writes, settings, reconciler, retrying, sent);
        this.eraser =
                new Eraser(writes, reconciler, retrying, settings.timeouts().forget());
        // The probe passes no gate: an operator's question must not wait for, nor count in, the circuit.
        this.probe = new HealthProbe(api(platform, transport), circuit);
    }

    private static Endpoint endpoint(Mem0Settings settings, boolean platform) {
        return new Endpoint(
                settings.baseUrl(),
                platform ? "Authorization" : "X-API-Key",
                platform ? "Token " : "",
                settings.apiKey(),
                settings.timeouts().connect(),
                settings.limits().maxResponseBytes(),
                settings.allowPrivateAddresses());
    }

    private Mem0Api api(boolean platform, Exchanger http) {
        var deadlines =
                new Deadlines(settings.timeouts().add(), settings.timeouts().other());
        return platform ? new PlatformApi(http, deadlines) : new OssApi(http, deadlines);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        @Nullable TurnReceipt[] receipts = new TurnReceipt[turns.size()];
        Map<UserRef, List<Integer>> byUser = new LinkedHashMap<>();
        for (int i = 0; i < turns.size(); i++) {
            byUser.computeIfAbsent(turns.get(i).user(), _ -> new ArrayList<>()).add(i);
        }
        byUser.forEach((user, places) -> {
            Map<UUID, Memory> present =
                    present(user, places.stream().map(turns::get).toList());
            for (int place : places) {
                Turn turn = turns.get(place);
                receipts[place] = send(turn, present.get(turn.id()));
            }
        });
        return Arrays.stream(receipts).map(Objects::requireNonNull).toList();
    }

    /** One question for all turns of a user that this process has not sent itself. */
    private Map<UUID, Memory> present(UserRef user, List<Turn> turns) {
        List<UUID> unknown = turns.stream()
                .filter(turn -> sent.find(TurnKey.of(turn)).isEmpty())
                .map(Turn::id)
                .distinct()
                .toList();
        return unknown.isEmpty() ? Map.of() : mapped(() -> reconciler.present(user, unknown));
    }

    private TurnReceipt send(Turn turn, @Nullable Memory stored) {
        try {
            return sender.send(turn, stored);
        } catch (ExchangeFailed failed) {
            boolean inDoubt = sent.find(TurnKey.of(turn))
                    .filter(SentTurns.Known.InDoubt.class::isInstance)
                    .isPresent();
            throw Mem0Failures.toAdapterException(
                    failed,
                    inDoubt
                            ? "whether turn " + turn.id()
                                    + " arrived is not known; it is looked up before it is sent again"
                            : null);
        }
    }

    @Override
    public Settled poll(String reference) {
        return mapped(() ->
                settings.flavour() == Mem0Settings.Flavour.PLATFORM ? pollEvent(reference) : pollMemory(reference));
    }

    private Settled pollEvent(String reference) {
        Optional<Event> event = writes.event(reference);
        if (event.isEmpty()) {
            sent.doubt(reference);
            return new Settled(Settled.State.UNKNOWN, List.of(), null);
        }
        return switch (event.get().state()) {
            case WORKING -> new Settled(Settled.State.WORKING, List.of(), null);
            case DONE -> new Settled(Settled.State.DONE, event.get().memoryIds(), null);
            case FAILED -> {
                sent.failed(reference);
                yield new Settled(
                        Settled.State.FAILED,
                        List.of(),
                        Objects.requireNonNullElse(event.get().error(), "Mem0 gives no reason"));
            }
        };
    }

    /** The open-source server has no events: a reference of its receipts is a memory. */
    private Settled pollMemory(String reference) {
        if (writes.get(reference).isPresent()) {
            return new Settled(Settled.State.DONE, List.of(reference), null);
        }
        sent.doubt(reference);
        return new Settled(Settled.State.UNKNOWN, List.of(), null);
    }

    @Override
    public Optional<TurnReceipt> find(TurnKey turn) {
        return mapped(() -> reconciler.find(turn));
    }

    /** Tried once: whoever asks has a deadline, and an answer without notes is better than a late one. */
    @Override
    public List<Note> notes(UserRef user, String query, int limit) {
        if (query.isBlank()) {
            return List.of();
        }
        String owner = Wire.userId(user);
        String asked = query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY);
        int atMost = Math.clamp(limit, 1, MOST_NOTES);
        return mapped(() -> searches.search(
                        owner, asked, atMost, settings.timeouts().search()))
                .stream()
                .filter(memory ->
                        owner.equals(memory.userId()) && !memory.text().isBlank())
                .limit(atMost)
                .map(memory -> new Note(
                        memory.id(), user, memory.text(), memory.score(), memory.createdAt(), memory.metadata()))
                .toList();
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        ForgetReceipt receipt = mapped(() -> eraser.forget(scope));
        sent.forget(
                scope.user(),
                key -> !(scope instanceof ForgetScope.OfTurns some)
                        || some.turnIds().contains(key.turnId()));
        return receipt;
    }

    @Override
    public AdapterHealth check() {
        return probe.check();
    }

    @Override
    public Circuit circuit() {
        return circuit.now();
    }

    @Override
    public Runnable onCircuitChange(Consumer<Circuit> listener) {
        return circuit.listen(listener);
    }

    @Override
    public Verdict judge(Turn turn) {
        return curation.judge(turn);
    }

    @Override
    public TurnBatching batching() {
        return new SessionBatches(settings.batching());
    }

    @Override
    public void close() {
        transport.close();
    }

    private static <T> T mapped(Supplier<T> call) {
        try {
            return call.get();
        } catch (ExchangeFailed failed) {
            throw Mem0Failures.toAdapterException(failed, null);
        }
    }

    /** Name, flavour and address; nothing secret. */
    @Override
    public String toString() {
        return NAME + "[" + settings.flavour() + " at " + settings.baseUrl() + "]";
    }
}
