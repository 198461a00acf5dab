package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who read, changed, exported or erased what. A store that has one writes what is changed under {@link #ACTOR} together
 * with the change, in the same transaction; reads are handed to {@link #record} by whoever allowed them.
 */
public interface AuditLog {
    /** On whose behalf this thread changes something; unbound for what the service does on its own. */
    ScopedValue<Actor> ACTOR = ScopedValue.newInstance();

    /** Writes entries for what was read, and for what is done outside the store's transactions. */
    void record(List<Read> reads);

    /**
     * Newest first.
     *
     * @param user only what concerns this user; null for everybody
     * @param before only entries older than this number; null for the newest
     */
    List<Entry> list(@Nullable UserRef user, @Nullable Long before, int limit);

    /**
     * Removes entries that are older.
     *
     * @return how many
     */
    long purge(Instant before, int limit);

    /**
     * Who does something.
     *
     * @param user set when it is an end user, who is then written down by a hash like every user
     * @param subject names a service or an operator; ids only
     */
    record Actor(String role, String subject, @Nullable UserRef user) {}

    /**
     * Something that was read, or is done.
     *
     * @param action such as {@code session.read}
     * @param user null for what concerns no single one
     * @param object id of what was read, or null for all of the user's
     */
    record Read(
            Instant at,
            Actor actor,
            String action,
            @Nullable UserRef user,
            @Nullable String object) {}

    /**
     * An entry as it is kept.
     *
     * @param number grows with time
     * @param actor a subject, or the hash of a user's key
     * @param subject the hash of the key of the user concerned, in hexadecimal; null for what concerns no single one
     */
    record Entry(
            long number,
            Instant at,
            String actorRole,
            String actor,
            String action,
            @Nullable String tenantId,
            @Nullable String subject,
            @Nullable String object) {}
}
