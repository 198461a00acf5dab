package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.BackfillLedger;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import io.memoryorchestrator.api.canonical.DeliveryLedger;
import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.canonical.IntentCommit;
import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.canonical.TurnOutline;
import io.memoryorchestrator.api.canonical.TurnSurvey;
import io.memoryorchestrator.api.canonical.UserArchive;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeMemory;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.Tallied;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The canonical store on Supabase or any PostgreSQL 15 and later with pgvector.
 *
 * <p>Reads of a user run under that user's claims and row-level security, writes as a role that may write and cannot bypass
 * it. Search looks at every turn of the user, and at nobody else's; only a user with very many vectors is searched through an
 * approximate index, and never gets fewer turns for it.
 */
public final class SupabaseAdapter implements CanonicalStore, TurnSurvey, Stewardship, NodeMemory, Tallied {
    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor(
            SupabaseFailures.ADAPTER,
            EnumSet.of(
                    Ability.RECENT_TURNS,
                    Ability.TURN_LOOKUP,
                    Ability.WORD_SEARCH,
                    Ability.VECTOR_SEARCH,
                    Ability.TURN_SCAN),
            Duration.ZERO,
            true);

    private final Preparation preparation;
    private final TurnWriter writer;
    private final TurnReader reader;
    private final WordQueries words;
    private final VectorStore vectors;
    private final Promotion promotion;
    private final UserSurvey survey;
    private final TurnWalk walk;
    private final Forgetting forgetting;
    private final SqlLedgers ledgers;
    private final SqlStewardship stewardship;
    private final NodeStore nodes;

    /** Connects to nothing; {@link #prepare()} is the first to do so. */
    public SupabaseAdapter(SupabaseSettings settings) {
        Connections connections = new Connections(settings);
        Database database = new Database(connections, settings.statementTimeout());
        UserKey keys = new UserKey(settings.defaultTenant());
        ExtensionSchema extension = new ExtensionSchema();
        CronJobs cron = new CronJobs();
        AuditTrail trail = new AuditTrail(keys);
        writer = new TurnWriter(database, keys);
        reader = new TurnReader(database, keys);
        words = new WordQueries(database, keys);
        LargeUsers largeUsers = new LargeUsers(database, settings.largeUsers().index());
        vectors = new VectorStore(
                database, keys, extension, largeUsers, new ApproximateSearch(database, extension, settings));
        promotion = new Promotion(database, connections, extension, settings, largeUsers);
        survey = new UserSurvey(database, keys, extension);
        walk = new TurnWalk(database, keys);
        forgetting = new Forgetting(database, keys, trail);
        ledgers = SqlLedgers.of(database, keys);
        stewardship = SqlStewardship.of(
                database,
                keys,
                trail,
                cron,
                forgetting,
                new IndexCleaning(database, connections),
                ExportLimits.within(settings.poolSize()));
        nodes = new SqlNodes(database, keys, extension, trail);
        Lookout lookout = new Lookout(promotion::look, settings.largeUsers().lookEvery());
        preparation = new Preparation(connections, extension, cron, lookout);
    }

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public void prepare() {
        preparation.run();
    }

    /** For tests, which do not wait until it is time to look. */
    Promotion promotion() {
        return promotion;
    }

    @Override
    public List<TurnReceipt> store(List<Turn> turns) {
        return writer.store(turns);
    }

    @Override
    public List<CommitOutcome> commit(List<IntentCommit> batch) {
        return writer.commit(batch);
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        return forgetting.forget(scope);
    }

    @Override
    public AdapterHealth check() {
        return preparation.check();
    }

    @Override
    public List<Turn> recent(SessionRef session, int limit) {
        return reader.recent(session, limit);
    }

    @Override
    public List<Turn> lookup(UserRef user, Collection<UUID> turnIds) {
        return reader.lookup(user, turnIds);
    }

    @Override
    public List<TurnOutline> outline(SessionRef session) {
        return reader.outline(session);
    }

    @Override
    public List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit) {
        return words.byWords(user, query, filter, limit);
    }

    @Override
    public Set<TurnKey> embedded(EmbeddingModelRef model, Collection<TurnKey> turns) {
        return vectors.embedded(model, turns);
    }

    @Override
    public int putEmbeddings(EmbeddingModelRef model, List<TurnEmbedding> embeddings) {
        return vectors.putEmbeddings(model, embeddings);
    }

    @Override
    public List<Hit> nearest(
            UserRef user,
            EmbeddingModelRef model,
            float[] vector,
            TurnFilter filter,
            int limit,
            @Nullable Integer efSearch) {
        return vectors.nearest(user, model, vector, filter, limit, efSearch);
    }

    @Override
    public Page scan(Range range, @Nullable String after, int limit) {
        return walk.scan(range, after, limit);
    }

    @Override
    public long count(Range range) {
        return walk.count(range);
    }

    @Override
    public Extent extent(UserRef user, int atMost) {
        return survey.extent(user, atMost);
    }

    @Override
    public List<Turn> turns(UserRef user, int limit) {
        return survey.turns(user, limit);
    }

    @Override
    public Map<UUID, float[]> nearness(UserRef user, EmbeddingModelRef model, List<float[]> vectors, int limit) {
        return survey.nearness(user, model, vectors, limit);
    }

    @Override
    public List<Turn> neighbours(UserRef user, Collection<UUID> turnIds) {
        return survey.neighbours(user, turnIds);
    }

    @Override
    public IntentLedger intents() {
        return ledgers.intents();
    }

    @Override
    public DeliveryLedger deliveries() {
        return ledgers.deliveries();
    }

    @Override
    public DeadLetterMarks deadLetterMarks() {
        return ledgers.deadLetterMarks();
    }

    @Override
    public BackfillLedger backfills() {
        return ledgers.backfills();
    }

    @Override
    public FlagLedger flags() {
        return ledgers.flags();
    }

    @Override
    public SessionStore sessions() {
        return stewardship.sessions();
    }

    @Override
    public Retention retention() {
        return stewardship.retention();
    }

    @Override
    public Erasures erasures() {
        return stewardship.erasures();
    }

    @Override
    public UserArchive archive() {
        return stewardship.archive();
    }

    @Override
    public NodeStore nodes() {
        return nodes;
    }

    @Override
    public Memories memories() {
        return stewardship.memories();
    }

    @Override
    public AuditLog audit() {
        return stewardship.audit();
    }

    @Override
    public List<Tally> tallies() {
        return List.of(new Tally(
                "memory.ann.underfilled",
                "searches whose approximate index gave fewer turns than there were, repeated exactly",
                vectors::underfilled));
    }

    @Override
    public void close() {
        preparation.close();
    }

    /** Where the database is; nothing secret. */
    @Override
    public String toString() {
        return SupabaseFailures.ADAPTER + "[at " + preparation.place() + "]";
    }
}
