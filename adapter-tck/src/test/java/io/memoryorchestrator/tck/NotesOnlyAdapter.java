package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.AsyncStore;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A reference with few abilities, as a provider has that answers later and shows only what it made of turns. */
class NotesOnlyAdapter implements MemoryAdapter, NoteSearch, AsyncStore {
    private final ReferenceAdapter reference;

    NotesOnlyAdapter(ReferenceBackend backend, Door door) {
        this.reference = new ReferenceAdapter(backend, door);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return new AdapterDescriptor(
                "reference", Set.of(Ability.NOTE_SEARCH, Ability.ASYNC_STORE), Duration.ofMillis(1), true);
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        return reference.store(turns).stream()
                .map(receipt -> receipt.outcome() == Outcome.STORED
                        ? new TurnReceipt(receipt.turnId(), Outcome.PENDING, "work-" + receipt.turnId())
                        : receipt)
                .toList();
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        return reference.forget(scope);
    }

    @Override
    public List<Note> notes(UserRef user, String query, int limit) {
        return reference.notes(user, query, limit);
    }

    @Override
    public Settled poll(String reference) {
        return this.reference.poll(reference);
    }

    @Override
    public Optional<TurnReceipt> find(TurnKey turn) {
        return reference.find(turn);
    }

    @Override
    public AdapterHealth check() {
        return reference.check();
    }

    @Override
    public void close() {
        reference.close();
    }
}
