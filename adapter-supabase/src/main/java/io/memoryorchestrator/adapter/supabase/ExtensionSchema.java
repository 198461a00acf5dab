package io.memoryorchestrator.adapter.supabase;

/**
 * Where pgvector's types and operators live: {@code extensions} on Supabase, but {@code public} with many. Known once the
 * store has been prepared.
 */
final class ExtensionSchema {
    private static final String WRITTEN = "extensions.";
    private volatile String schema = "extensions";

    void found(String name) {
        schema = name;
    }

    /** The SQL, which is written for the schema {@code extensions}, with the real name. */
    String in(String sql) {
        return schema.equals("extensions") ? sql : sql.replace(WRITTEN, quoted(schema) + ".");
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
