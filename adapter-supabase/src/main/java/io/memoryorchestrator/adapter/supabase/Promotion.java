package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.adapter.supabase.LargeUsers.LargeUser;
import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives users who have become large an approximate index on their partition, and takes it away when nobody needs it. The
 * index is there and valid before its users are entered as large.
 */
final class Promotion {
    private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

    /** A partition smaller than the threshold holds nobody large; one that was never analysed may. */
    private static final String ANY_LARGE_PARTITION = """
            select exists (select from memories.large_users) or exists (
                select from pg_catalog.pg_inherits i
                join pg_catalog.pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'memories.turn_embeddings'::regclass and (c.reltuples < 0 or c.reltuples * 1.25 >= ?))""";

    private static final String COUNTED = """
            select counted.user_id, counted.model_id, m.dimensions, counted.vectors, place.partition
            from (select user_id, model_id, count(*) as vectors
                  from memories.turn_embeddings
                  group by user_id, model_id
                  having count(*) >= ?) counted
            join memories.embedding_models m on m.model_id = counted.model_id
            cross join lateral (
                select c.relname as partition
                from memories.turn_embeddings e
                join pg_catalog.pg_class c on c.oid = e.tableoid
                where e.user_id = counted.user_id and e.model_id = counted.model_id
                limit 1) place""";
    private static final String ENTER = """
            insert into memories.large_users as l (user_id, model_id, vectors)
            select user_id, ?, ? from memories.users where user_id = ?
            on conflict (user_id, model_id) do update set vectors = excluded.vectors""";
    private static final String REMOVE = "delete from memories.large_users where user_id = ? and model_id = ?";

    private final Database database;
    private final Connections connections;
    private final ExtensionSchema extension;
    private final SupabaseSettings settings;
    private final LargeUsers largeUsers;

    Promotion(
            Database database,
            Connections connections,
            ExtensionSchema extension,
            SupabaseSettings settings,
            LargeUsers largeUsers) {
        this.database = database;
        this.connections = connections;
        this.extension = extension;
        this.settings = settings;
        this.largeUsers = largeUsers;
    }

    /** One look at everybody; does nothing while another process looks. */
    void look() {
        int threshold = settings.largeUsers().threshold();
        boolean worthCounting = database.queryOne(
                        "look for large users",
                        Caller.WORKER,
                        Query.of(ANY_LARGE_PARTITION, threshold),
                        row -> row.getBoolean(1))
                .orElseThrow();
        if (!worthCounting) {
            return;
        }
        try (IndexBuilder builder = new IndexBuilder(connections, extension)) {
            if (builder.alone()) {
                promote(builder, threshold);
            }
        }
    }

    private void promote(IndexBuilder builder, int threshold) {
        Set<LargeUser> entered = largeUsers.all();
        Map<LargeUser, Counted> large = large(threshold, entered);
        Set<String> wanted = new HashSet<>();
        for (Counted counted : large.values()) {
            PartitionIndex index = new PartitionIndex(
                    counted.partition, counted.model, settings.largeUsers().index());
            wanted.add(index.name());
            builder.ensure(index, settings);
            enter(counted, entered.contains(counted.who) ? null : index.name());
        }
        for (LargeUser gone : entered) {
            if (!large.containsKey(gone)) {
                database.update("remove a large user", Caller.WORKER, Query.of(REMOVE, gone.user(), gone.model()));
            }
        }
        builder.dropAllBut(wanted);
        largeUsers.changed();
    }

    /** Half the threshold keeps an index, so that a user near it does not come and go. */
    private Map<LargeUser, Counted> large(int threshold, Set<LargeUser> entered) {
        if (settings.largeUsers().index() == VectorIndex.NONE) {
            return Map.of();
        }
        if (!extension.atLeast(ExtensionSchema.ITERATIVE_SCANS)) {
            LOG.warn(
                    "pgvector before 0.8.0 cannot go on until a user's rows are found: large users are searched exactly."
                            + " Upgrade it: alter extension vector update");
            return Map.of();
        }
        Map<LargeUser, Counted> large = new HashMap<>();
        for (Counted counted : counted(threshold / 2)) {
            if (counted.vectors >= threshold || entered.contains(counted.who)) {
                large.put(counted.who, counted);
            }
        }
        return large;
    }

    /** @param newly the index's name for one who was not large before, else null */
    private void enter(Counted counted, @Nullable String newly) {
        database.update(
                "enter a large user",
                Caller.WORKER,
                Query.of(ENTER, counted.who.model(), counted.vectors, counted.who.user()));
        if (newly != null) {
            LOG.info(
                    "A user with {} vectors of {} is searched through {}", counted.vectors, counted.who.model(), newly);
        }
    }

    private List<Counted> counted(int atLeast) {
        return database.query(
                "count the vectors of large users",
                Caller.WORKER,
                Query.of(COUNTED, Math.max(1, atLeast)),
                row -> new Counted(
                        new LargeUser(row.getObject(1, UUID.class), row.getString(2)),
                        new EmbeddingModelRef(row.getString(2), row.getInt(3)),
                        row.getLong(4),
                        row.getString(5)));
    }

    private record Counted(LargeUser who, EmbeddingModelRef model, long vectors, String partition) {}
}
