package io.memoryorchestrator.server.testing;

import io.memoryorchestrator.api.canonical.BackfillLedger;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.canonical.TurnOutline;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A canonical store that nothing is asked of: each operation that a test does not expect fails it. */
public abstract class UnaskedStore implements CanonicalStore {

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("nobody should have asked for this");
    }

    @Override
    public AdapterDescriptor descriptor() {
        throw unasked();
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        throw unasked();
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        throw unasked();
    }

    @Override
    public AdapterHealth check() {
        throw unasked();
    }

    @Override
    public void close() {}

    @Override
    public void prepare() {
        throw unasked();
    }

    @Override
    public List<CommitOutcome> commit(List<IntentCommit> batch) {
        throw unasked();
    }

    @Override
    public List<TurnOutline> outline(SessionRef session) {
        throw unasked();
    }

    @Override
    public IntentLedger intents() {
        throw unasked();
    }

    @Override
    public DeliveryLedger deliveries() {
        throw unasked();
    }

    @Override
    public DeadLetterMarks deadLetterMarks() {
        throw unasked();
    }

    @Override
    public BackfillLedger backfills() {
        throw unasked();
    }

    @Override
    public FlagLedger flags() {
        throw unasked();
    }

    @Override
    public List<Turn> lookup(UserRef user, Collection<UUID> turnIds) {
        throw unasked();
    }

    @Override
    public Set<TurnKey> embedded(EmbeddingModelRef model, Collection<TurnKey> turns) {
        throw unasked();
    }

    @Override
    public int putEmbeddings(EmbeddingModelRef model, List<TurnEmbedding> embeddings) {
        throw unasked();
    }

    @Override
    public Page scan(Range range, @Nullable String after, int limit) {
        throw unasked();
    }

    @Override
    public long count(Range range) {
        throw unasked();
    }

    @Override
    public List<Turn> recent(SessionRef session, int limit) {
        throw unasked();
    }

    @Override
    public List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit) {
        throw unasked();
    }

    @Override
    public List<Hit> nearest(
            UserRef user,
            EmbeddingModelRef model,
            float[] vector,
            TurnFilter filter,
            int limit,
            @Nullable Integer efSearch) {
        throw unasked();
    }
}
