package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema {@code memories} up to date. Flyway's lock makes several processes take turns. */
final class SchemaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);
    private static final String HISTORY = "schema_history";
    /** The history is the owner's alone; it is not forced, or an owner without BYPASSRLS could not write it. */
    private static final String CLOSE_HISTORY = """
            do $$
            begin
                if not (select relrowsecurity from pg_catalog.pg_class where oid = 'memories.schema_history'::regclass) then
                    alter table memories.schema_history enable row level security;
                end if;
            end
            $$""";

    private SchemaMigration() {}

    static void run(PGSimpleDataSource owner, String place) {
        try (Connection probe = owner.getConnection()) {
            // Tells an unreachable database from a failed migration.
            probe.isValid(1);
        } catch (SQLException e) {
            throw SupabaseFailures.of("connect to " + place + " as the schema's owner", e);
        }
        MigrateResult result = migrate(owner);
        if (result.migrationsExecuted > 0) {
            LOG.info(
                    "Schema memories at {} is now at version {} ({} migrations run)",
                    place,
                    result.targetSchemaVersion,
                    result.migrationsExecuted);
        }
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CLOSE_HISTORY);
        } catch (SQLException e) {
            throw SupabaseFailures.of("close the migration history to others", e);
        }
    }

    private static MigrateResult migrate(PGSimpleDataSource owner) {
        try {
            return Flyway.configure(SchemaMigration.class.getClassLoader())
                    .dataSource(owner)
                    .locations("classpath:db/migration/memories")
                    .schemas("memories")
                    .table(HISTORY)
                    .createSchemas(true)
                    .cleanDisabled(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            SQLException sql = sqlCause(e);
            if (sql != null) {
                throw SupabaseFailures.of(
                        "bring the schema memories up to date (the owner must be allowed to create roles, schemas and,"
                                + " unless it exists, the extension vector)",
                        sql);
            }
            throw new AdapterException(
                    SupabaseFailures.ADAPTER,
                    FailureKind.REJECTED,
                    "The schema memories does not fit this release: " + reason(e.getMessage())
                            + "; start the release that made this schema, or undo what was changed in the migration",
                    e);
        }
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** The first line only says that something is wrong, the second which migration it is. */
    private static String reason(@Nullable String message) {
        return message == null
                ? "no reason given"
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .limit(2)
                        .collect(Collectors.joining(": "));
    }
}
