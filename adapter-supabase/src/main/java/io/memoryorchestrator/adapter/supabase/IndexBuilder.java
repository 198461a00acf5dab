package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and drops indexes without blocking readers or writers, as the owner and on a connection of its own: neither is
 * possible inside a transaction. One process at a time.
 */
final class IndexBuilder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuilder.class);

    private static final String TURN = "select pg_try_advisory_lock(hashtextextended('memories.promotion', 0))";
    private static final String INDEXES = """
            select c.relname, i.indisvalid
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid
            where c.relnamespace = 'memories'::regnamespace and c.relname like '%s'""".formatted(PartitionIndex.NAMES);

    private final Connection connection;
    private final ExtensionSchema extension;

    IndexBuilder(Connections connections, ExtensionSchema extension) {
        this.extension = extension;
        try {
            connection = connections.owner().getConnection();
            execute("set statement_timeout = 0");
            if (!extension.atLeast(ExtensionSchema.SAFE_PARALLEL_BUILDS)) {
                execute("set max_parallel_maintenance_workers = 0");
            }
        } catch (SQLException e) {
            throw SupabaseFailures.of("connect as the owner of the indexes", e);
        }
    }

    /** Whether it is this process's turn; it is until {@link #close()}. */
    boolean alone() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TURN)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw SupabaseFailures.of("take the turn at the indexes", e);
        }
    }

    /** Makes the index unless it is there; one whose making was broken off is made again. */
    void ensure(PartitionIndex index, SupabaseSettings settings) {
        Boolean valid = found().get(index.name());
        if (Boolean.TRUE.equals(valid)) {
            return;
        }
        try {
            if (valid != null) {
                execute(PartitionIndex.drop(index.name()));
            }
            LOG.info("Making the index {}; progress is in pg_stat_progress_create_index", index.name());
            long start = System.nanoTime();
            execute(index.create(settings, extension));
            // Without statistics of the partition the planner does not know that the index is worth it.
            execute("analyze memories." + index.partition());
            LOG.info(
                    "Made the index {} in {} s",
                    index.name(),
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
        } catch (SQLException e) {
            throw SupabaseFailures.of("make the index " + index.name(), e);
        }
    }

    void dropAllBut(Set<String> wanted) {
        for (String name : found().keySet()) {
            if (!wanted.contains(name)) {
                try {
                    execute(PartitionIndex.drop(name));
                    LOG.info("Dropped the index {}, which nobody is large enough for", name);
                } catch (SQLException e) {
                    throw SupabaseFailures.of("drop the index " + name, e);
                }
            }
        }
    }

    /** Names, and whether each is valid. */
    private Map<String, Boolean> found() {
        Map<String, Boolean> indexes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                indexes.put(rows.getString(1), rows.getBoolean(2));
            }
            return indexes;
        } catch (SQLException e) {
            throw SupabaseFailures.of("look at the indexes", e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The connection of the indexes did not close cleanly", e);
        }
    }
}
