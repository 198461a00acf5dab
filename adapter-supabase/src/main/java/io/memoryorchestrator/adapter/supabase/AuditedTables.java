package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has pgaudit's object auditing see every table, where the extension and its role are there: what is granted to that role is
 * written to the server's log. At each start, so that it does not matter which came first, and new tables are not forgotten.
 */
final class AuditedTables {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedTables.class);

    private static final String WANTED = """
            select exists (select from pg_catalog.pg_extension where extname = 'pgaudit')
               and exists (select from pg_catalog.pg_roles where rolname = 'memory_auditor')""";

    /** Two processes that start together would otherwise change the same rows of the catalogue, and one would fail. */
    private static final String GRANT = """
            select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('memories.auditor', 0));
            grant usage on schema memories to memory_auditor;
            grant select, insert, update, delete on all tables in schema memories to memory_auditor""";

    private AuditedTables() {}

    static void grant(PGSimpleDataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (wanted(statement)) {
                statement.execute(GRANT);
                connection.commit();
                LOG.info("pgaudit sees every table of memories, by what is granted to memory_auditor");
            }
        } catch (SQLException e) {
            throw SupabaseFailures.of("grant the tables to pgaudit's role memory_auditor", e);
        }
    }

    private static boolean wanted(Statement statement) throws SQLException {
        try (ResultSet wanted = statement.executeQuery(WANTED)) {
            wanted.next();
            return wanted.getBoolean(1);
        }
    }
}
