package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the database and how to use it.
 *
 * @param url {@code postgres://user:password@host:port/database?…} or {@code jdbc:postgresql://…}; kept as a secret because
 *     it may hold the password
 * @param user who migrates and owns the schema; null when the url says so
 * @param password the same user's; null when the url says so
 * @param migrationUrl another way to the same database for migrations, for when {@code url} leads through a pooler in
 *     transaction mode; null to use {@code url}
 * @param appPassword of the login role {@code memory_app}; null derives one from the password above, so that every process
 *     computes the same
 * @param poolSize connections at most, 1 to 100; several processes share what the database allows
 * @param connectionTimeout how long a call waits for a connection
 * @param statementTimeout how long one statement may run
 * @param transactionPooler whether a pooler in transaction mode lies between; null finds out by the port (6543)
 * @param defaultTenant the tenant whose users may be Supabase users
 * @param hnsw how HNSW is built and searched, for the users who are large enough for it
 * @param largeUsers who is large, and what is done about it
 */
public record SupabaseSettings(
        Secret url,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Secret migrationUrl,
        @Nullable Secret appPassword,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        @Nullable Boolean transactionPooler,
        String defaultTenant,
        Hnsw hnsw,
        LargeUsers largeUsers) {

    /** Connections at most when nothing else is said: ten of a small project's sixty. */
    public static final int DEFAULT_POOL_SIZE = 10;

    public static final Duration DEFAULT_CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(8);
    public static final String DEFAULT_TENANT = "default";

    public SupabaseSettings {
        if (poolSize < 1 || poolSize > 100) {
            throw new IllegalArgumentException("pool-size must lie between 1 and 100");
        }
        requireBetween("connection-timeout", connectionTimeout, Duration.ofMillis(250), Duration.ofSeconds(50));
        requireBetween("statement-timeout", statementTimeout, Duration.ofMillis(100), Duration.ofMinutes(10));
        DatabaseUrl.parse(url, user, password);
        if (migrationUrl != null) {
            DatabaseUrl.parse(migrationUrl, user, password);
        }
    }

    /** The defaults with this url. */
    public static SupabaseSettings of(String url) {
        return new SupabaseSettings(
                Secret.of(url),
                null,
                null,
                null,
                null,
                DEFAULT_POOL_SIZE,
                DEFAULT_CONNECTION_TIMEOUT,
                DEFAULT_STATEMENT_TIMEOUT,
                null,
                DEFAULT_TENANT,
                Hnsw.DEFAULT,
                LargeUsers.DEFAULT);
    }

    /** The same with another way with large users. */
    public SupabaseSettings withLargeUsers(LargeUsers other) {
        return new SupabaseSettings(
                url,
                user,
                password,
                migrationUrl,
                appPassword,
                poolSize,
                connectionTimeout,
                statementTimeout,
                transactionPooler,
                defaultTenant,
                hnsw,
                other);
    }

    /** The same with another limit on connections. */
    public SupabaseSettings withPoolSize(int connections) {
        return new SupabaseSettings(
                url,
                user,
                password,
                migrationUrl,
                appPassword,
                connections,
                connectionTimeout,
                statementTimeout,
                transactionPooler,
                defaultTenant,
                hnsw,
                largeUsers);
    }

    /** The same with other limits on time. */
    public SupabaseSettings withTimeouts(Duration connection, Duration statement) {
        return new SupabaseSettings(
                url,
                user,
                password,
                migrationUrl,
                appPassword,
                poolSize,
                connection,
                statement,
                transactionPooler,
                defaultTenant,
                hnsw,
                largeUsers);
    }

    /** The same behind a pooler in transaction mode, with the direct way for migrations. */
    public SupabaseSettings behindTransactionPooler(String directUrl) {
        return new SupabaseSettings(
                url,
                user,
                password,
                Secret.of(directUrl),
                appPassword,
                poolSize,
                connectionTimeout,
                statementTimeout,
                true,
                defaultTenant,
                hnsw,
                largeUsers);
    }

    DatabaseUrl database() {
        return DatabaseUrl.parse(url, user, password);
    }

    DatabaseUrl migrationDatabase() {
        return migrationUrl == null ? database().inSessionMode() : DatabaseUrl.parse(migrationUrl, user, password);
    }

    boolean throughTransactionPooler() {
        return transactionPooler == null ? database().port() == DatabaseUrl.TRANSACTION_POOLER_PORT : transactionPooler;
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " must lie between " + least.toMillis() + " ms and " + most.toSeconds() + " s");
        }
    }

    /**
     * The approximate index.
     *
     * @param m edges of a node, 2 to 100
     * @param efConstruction candidates while building, 4 to 1,000 and at least twice {@code m}
     * @param efSearchDefault candidates while searching when a call does not say, 1 to 1,000
     */
    public record Hnsw(int m, int efConstruction, int efSearchDefault) {
        public static final Hnsw DEFAULT = new Hnsw(32, 180, 96);

        public Hnsw {
            if (m < 2 || m > 100) {
                throw new IllegalArgumentException("hnsw.m must lie between 2 and 100");
            }
            if (efConstruction < 4 || efConstruction > 1_000 || efConstruction < 2 * m) {
                throw new IllegalArgumentException(
                        "hnsw.ef-construction must lie between 4 and 1000 and be at least twice hnsw.m");
            }
            if (efSearchDefault < 1 || efSearchDefault > 1_000) {
                throw new IllegalArgumentException("hnsw.ef-search-default must lie between 1 and 1000");
            }
        }
    }

    /** The approximate index that large users get. */
    public enum VectorIndex {
        HNSW,
        /** Cheaper to build and to keep, and finds less: for where HNSW takes too long or too much memory. */
        IVFFLAT,
        /** Everybody is searched exactly; indexes that are there are dropped. */
        NONE
    }

    /**
     * Users with very many vectors of one model.
     *
     * @param index what they get
     * @param threshold vectors of one model from which a user is large, 1,000 to 100,000,000; one who is stays so down to half
     * @param lookEvery between two looks at who is large; zero never looks
     * @param ivfflatLists clusters of an IVFFlat index, 1 to 32,768
     * @param ivfflatProbes of them looked at first by a search, 1 to 32,768
     */
    public record LargeUsers(
            VectorIndex index, int threshold, Duration lookEvery, int ivfflatLists, int ivfflatProbes) {
        public static final LargeUsers DEFAULT = new LargeUsers(VectorIndex.HNSW, 50_000, Duration.ofHours(1), 200, 20);

        public LargeUsers {
            if (threshold < 1_000 || threshold > 100_000_000) {
                throw new IllegalArgumentException("large-users.threshold must lie between 1000 and 100000000");
            }
            if (lookEvery.isNegative()) {
                throw new IllegalArgumentException("large-users.look-every must not be negative");
            }
            if (ivfflatLists < 1 || ivfflatLists > 32_768) {
                throw new IllegalArgumentException("large-users.ivfflat-lists must lie between 1 and 32768");
            }
            if (ivfflatProbes < 1 || ivfflatProbes > 32_768) {
                throw new IllegalArgumentException("large-users.ivfflat-probes must lie between 1 and 32768");
            }
        }
    }
}
