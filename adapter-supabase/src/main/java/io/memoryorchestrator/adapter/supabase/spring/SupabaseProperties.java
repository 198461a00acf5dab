package io.memoryorchestrator.adapter.supabase.spring;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings;
import io.memoryorchestrator.api.model.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The canonical store by properties; the schema's name is always {@code memories}.
 *
 * @param url {@code postgres://user:password@host:port/database?…} or {@code jdbc:postgresql://…}
 * @param user who migrates and owns the schema, unless the url says so
 * @param password the same user's, unless the url says so
 * @param migrationUrl a direct way to the same database for migrations, for when the url leads through a pooler in
 *     transaction mode (on Supabase it is found without this)
 * @param appPassword of the login role memory_app; derived from the owner's password when not set
 * @param poolSize connections at most
 * @param connectionTimeout how long a call waits for a connection
 * @param statementTimeout how long one statement may run
 * @param transactionPooler whether a pooler in transaction mode lies between; by default so on port 6543
 * @param defaultTenant the tenant whose users may be Supabase users
 * @param hnsw HNSW, the approximate index of large users
 * @param largeUsers users with very many vectors of one model
 */
@ConfigurationProperties(SupabaseProperties.PREFIX)
record SupabaseProperties(
        String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String migrationUrl,
        @Nullable String appPassword,
        @DefaultValue("10") int poolSize,
        @DefaultValue("5s") Duration connectionTimeout,
        @DefaultValue("8s") Duration statementTimeout,
        @Nullable Boolean transactionPooler,
        @DefaultValue("default") String defaultTenant,
        @DefaultValue Hnsw hnsw,
        @DefaultValue LargeUsers largeUsers) {

    static final String PREFIX = "orchestrator.adapter.supabase";

    /**
     * The approximate index.
     *
     * @param m edges of a node
     * @param efConstruction candidates while building
     * @param efSearchDefault candidates while searching when a call does not say
     */
    record Hnsw(
            @DefaultValue("32") int m,
            @DefaultValue("180") int efConstruction,
            @DefaultValue("96") int efSearchDefault) {}

    /**
     * Users with very many vectors of one model.
     *
     * @param index what they get: hnsw, ivfflat (cheaper to build, finds less) or none (everybody is searched exactly)
     * @param threshold vectors of one model from which a user is large
     * @param lookEvery between two looks at who has become large; 0s never looks
     * @param ivfflatLists clusters of an IVFFlat index
     * @param ivfflatProbes of them looked at first by a search
     */
    record LargeUsers(
            @DefaultValue("hnsw") SupabaseSettings.VectorIndex index,
            @DefaultValue("50000") int threshold,
            @DefaultValue("1h") Duration lookEvery,
            @DefaultValue("200") int ivfflatLists,
            @DefaultValue("20") int ivfflatProbes) {}

    SupabaseSettings toSettings() {
        return new SupabaseSettings(
                Secret.of(url),
                given(user),
                secret(password),
                secret(migrationUrl),
                secret(appPassword),
                poolSize,
                connectionTimeout,
                statementTimeout,
                transactionPooler,
                defaultTenant,
                new SupabaseSettings.Hnsw(hnsw.m, hnsw.efConstruction, hnsw.efSearchDefault),
                new SupabaseSettings.LargeUsers(
                        largeUsers.index,
                        largeUsers.threshold,
                        largeUsers.lookEvery,
                        largeUsers.ivfflatLists,
                        largeUsers.ivfflatProbes));
    }

    /** Without the values that may hold a password. */
    @Override
    public String toString() {
        return "SupabaseProperties[poolSize=" + poolSize + ", defaultTenant=" + defaultTenant + "]";
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return text == null || text.isBlank() ? null : Secret.of(text);
    }
}
