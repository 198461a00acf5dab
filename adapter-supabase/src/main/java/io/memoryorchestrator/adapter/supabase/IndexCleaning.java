package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * Takes removed vectors out of approximate indexes. A plain VACUUM leaves them there as long as few rows of a table are
 * dead; INDEX_CLEANUP makes it visit the index all the same. Only the tables' owner may do that.
 */
final class IndexCleaning {
    /** A table that is no hash partition may have held the user's vectors whoever the user is. */
    private static final String INDEXED = """
            select distinct pg_catalog.format('%I.%I', n.nspname, t.relname)
            from pg_catalog.pg_index i
            join pg_catalog.pg_class x on x.oid = i.indexrelid and x.relkind = 'i'
            join pg_catalog.pg_am am on am.oid = x.relam and am.amname in ('hnsw', 'ivfflat')
            join pg_catalog.pg_class t on t.oid = i.indrelid and t.relkind = 'r'
            join pg_catalog.pg_namespace n on n.oid = t.relnamespace and n.nspname = 'memories'
            left join pg_catalog.pg_inherits p on p.inhrelid = t.oid
            cross join pg_catalog.regexp_match(pg_catalog.pg_get_expr(t.relpartbound, t.oid),
                'modulus (\\d+), remainder (\\d+)') as share
            where case when share is null then true
                       else pg_catalog.satisfies_hash_partition(p.inhparent, share[1]::int, share[2]::int, ?::uuid) end
            order by 1""";

    private final Database database;
    private final Connections connections;

    IndexCleaning(Database database, Connections connections) {
        this.database = database;
        this.connections = connections;
    }

    List<String> clean(UUID user) {
        List<String> tables = database.query(
                "look for approximate indexes", Caller.WORKER, Query.of(INDEXED, user), row -> row.getString(1));
        if (!tables.isEmpty()) {
            try (Connection owner = connections.owner().getConnection();
                    Statement statement = owner.createStatement()) {
                // The time limit of an owner's statements, of two minutes at Supabase, is shorter than this takes.
                statement.execute("set statement_timeout = 0");
                for (String table : tables) {
                    statement.execute("vacuum (index_cleanup on) " + table);
                }
            } catch (SQLException e) {
                throw SupabaseFailures.of("clean approximate indexes of removed vectors", e);
            }
        }
        return tables;
    }
}
