package io.memoryorchestrator.adapter.supabase;

import java.util.UUID;

/**
 * On whose behalf a transaction runs: the role it switches to and the claims that row-level security sees.
 *
 * @param role Postgres role
 * @param subject the {@code sub} claim, empty for none
 * @param claims the claims as JSON, as PostgREST sets them
 */
record Caller(String role, String subject, String claims) {
    static final String APP_ROLE = "memory_app";

    /** Batch writes, ledgers and what spans users. */
    static final Caller WORKER = new Caller("memory_worker", "", "{\"role\":\"memory_worker\"}");

    /** A user who reads the own rows and no others. */
    static Caller user(UUID key) {
        return new Caller("authenticated", key.toString(), "{\"sub\":\"" + key + "\",\"role\":\"authenticated\"}");
    }

    /** A user without any claim: sees nothing. */
    static Caller nobody() {
        return new Caller("authenticated", "", "");
    }
}
