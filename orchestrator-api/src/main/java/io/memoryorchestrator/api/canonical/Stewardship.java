package io.memoryorchestrator.api.canonical;

/**
 * What a canonical store may offer beyond its duty for looking after memory: sessions that live and end, retention, erasure,
 * export and import. Errors are {@link io.memoryorchestrator.api.failure.AdapterException}s, as everywhere.
 */
public interface Stewardship {

    /** Sessions with data and a time to live. */
    SessionStore sessions();

    /** How long memory is kept. */
    Retention retention();

    /** Forgetting a user for good. */
    Erasures erasures();

    /** Everything about a user, out and in again. */
    UserArchive archive();

    /** What is remembered, by its kind. */
    Memories memories();

    /** Who did what. */
    AuditLog audit();
}
