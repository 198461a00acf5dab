package io.memoryorchestrator.adapter.supabase;

/**
 * Where pgvector's types and operators live ({@code extensions} on Supabase, but {@code public} with many) and which version
 * it is. Known once the store has been prepared.
 */
final class ExtensionSchema {
    /** 0.8.0 brought iterative scans. */
    static final int ITERATIVE_SCANS = 8_000;
    /** 0.8.2 closed CVE-2026-3172, an overflow in parallel builds of HNSW. */
    static final int SAFE_PARALLEL_BUILDS = 8_002;

    private static final String WRITTEN = "extensions.";
    private volatile String schema = "extensions";
    private volatile int version;

    void found(String name, int number) {
        schema = name;
        version = number;
    }

    /** @param number as {@link Preflight#number} makes it */
    boolean atLeast(int number) {
        return version >= number;
    }

    /** The SQL, which is written for the schema {@code extensions}, with the real name. */
    String in(String sql) {
        return schema.equals("extensions") ? sql : sql.replace(WRITTEN, quoted(schema) + ".");
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
