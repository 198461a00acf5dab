package io.memoryorchestrator.adapter.supabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses to run where isolation between users would not hold, or where the server or the extension is too old. Looks with
 * the pool's own login, for it is that login's powers that matter.
 */
final class Preflight {
    private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

    /** 15.3 closed CVE-2023-2455, by which a policy could be applied for the wrong role. */
    private static final int OLDEST_SERVER = 150_003;
    /** 0.7.0 brought halfvec. */
    private static final int OLDEST_VECTOR = 7_000;

    private static final String POWERFUL = """
            select rolname, rolsuper, rolbypassrls
            from pg_catalog.pg_roles
            where (rolsuper or rolbypassrls) and pg_catalog.pg_has_role(session_user, oid, 'member')
            order by rolname""";
    private static final String OPEN_TABLES = """
            select relname, relrowsecurity
            from pg_catalog.pg_class
            where relnamespace = 'memories'::regnamespace and relkind in ('r', 'p')
              and not (relrowsecurity and (relforcerowsecurity or relname = 'schema_history'))
            order by relname""";
    private static final String ANON = """
            select c.relname
            from pg_catalog.pg_class c, pg_catalog.pg_roles r
            where c.relnamespace = 'memories'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and r.rolname = 'anon'
              and pg_catalog.has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')
            order by 1""";
    private static final String VERSIONS = """
            select current_setting('server_version_num')::integer, current_setting('server_version'),
                   (select extversion from pg_catalog.pg_extension where extname = 'vector'),
                   (select nspname from pg_catalog.pg_extension e
                    join pg_catalog.pg_namespace n on n.oid = e.extnamespace where extname = 'vector')""";

    private Preflight() {}

    /** Also says in the log what is known to be wrong with the versions, where that is no reason to stay away. */
    static void run(Connections connections, ExtensionSchema extension) {
        List<String> faults = new ArrayList<>();
        try (Connection connection = connections.appDirectly();
                Statement statement = connection.createStatement()) {
            versions(statement, faults, extension);
            collect(
                    statement,
                    POWERFUL,
                    faults,
                    row -> "the login " + Caller.APP_ROLE + " is or may become "
                            + row.getString(1) + ", which " + (row.getBoolean(2) ? "is a superuser" : "has BYPASSRLS")
                            + ": revoke that");
            collect(
                    statement,
                    OPEN_TABLES,
                    faults,
                    row -> "row-level security is "
                            + (row.getBoolean(2) ? "not forced" : "off") + " on memories." + row.getString(1)
                            + ": alter table … enable row level security, force row level security");
            collect(
                    statement,
                    ANON,
                    faults,
                    row -> "anon has privileges on memories." + row.getString(1) + ": revoke them");
        } catch (SQLException e) {
            throw SupabaseFailures.of("check that isolation holds", e);
        }
        if (!faults.isEmpty()) {
            throw SupabaseFailures.rejected("The database is refused because " + String.join("; because ", faults));
        }
    }

    private static void versions(Statement statement, List<String> faults, ExtensionSchema extension)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(VERSIONS)) {
            row.next();
            if (row.getInt(1) < OLDEST_SERVER) {
                faults.add("the server is PostgreSQL " + row.getString(2) + " and at least 15.3 is needed");
            }
            String version = row.getString(3);
            if (version == null) {
                faults.add("the extension vector is missing: create extension vector with schema extensions");
                return;
            }
            if (number(version) < OLDEST_VECTOR) {
                faults.add("pgvector is " + version + " and at least 0.7.0 is needed: alter extension vector update");
            }
            extension.found(row.getString(4), number(version));
            KnownFaults.of(row.getInt(1), number(version)).forEach(LOG::warn);
        }
    }

    private static void collect(Statement statement, String sql, List<String> faults, Row<String> fault)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                faults.add(fault.read(rows));
            }
        }
    }

    /** {@code 0.8.6} as 8,006. */
    static int number(String version) {
        int number = 0;
        String[] parts = version.split("[^0-9]+");
        for (int i = 0; i < 3; i++) {
            number = number * 1_000 + (i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0);
        }
        return number;
    }
}
