package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as a session store knows them. A session whose time is up is over: it is neither found nor taken again and its
 * data is gone, while the turns said in it stay until retention. Deleting one with its turns is
 * {@link io.memoryorchestrator.api.spi.MemoryAdapter#forget}.
 */
public interface SessionStore {

    /**
     * Takes the user's most recently used session of this thread and kind, or makes one. Callers at the same time get the
     * same session.
     */
    Session open(Opening opening);

    /**
     * Makes a session, or replaces the data and the time to live of one, which keeps its kind and thread; one that was over
     * lives again.
     *
     * @param opening what the session is; that it is fresh has no meaning here
     * @param expectedVersion refuses when the session has another version by now; null to replace whatever is there
     * @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when the version is another
     */
    Session put(String sessionId, Opening opening, @Nullable Long expectedVersion);

    /** The session, unless it is over or never was. */
    Optional<Session> show(SessionRef session);

    /**
     * Changes what a change names and leaves the rest.
     *
     * @return the session as it is now, or why nothing was changed
     */
    Changed change(SessionRef session, Change change);

    /** The user's sessions that are not over, the most recently used first. */
    default List<Session> list(UserRef user, int limit) {
        return list(user, null, limit);
    }

    /** @param after the last one of the page before; null for the first page */
    List<Session> list(UserRef user, @Nullable Place after, int limit);

    /**
     * Ends sessions whose time is up; harmless to run at any time, by several at once.
     *
     * @return how many were ended
     */
    long sweep(int limit);

    /**
     * A session that is not over.
     *
     * @param version counts the changes of its data
     * @param expiresAt null for no end
     */
    record Session(
            SessionRef session,
            String kind,
            @Nullable String threadId,
            Map<String, @Nullable Object> data,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant expiresAt) {
        public Session {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }

    /**
     * What session is wanted.
     *
     * @param kind what it is for, such as {@code chat}
     * @param threadId null for the sessions without a thread
     * @param timeToLive from now, also for one that is taken again; null leaves it without an end
     * @param data of a session that has to be made; one that is taken again keeps its own
     * @param fresh make a new one in any case
     */
    record Opening(
            UserRef user,
            String kind,
            @Nullable String threadId,
            @Nullable Duration timeToLive,
            Map<String, @Nullable Object> data,
            boolean fresh) {
        /** The kind of a session of which nothing else is said. */
        public static final String CHAT = "chat";

        // Spelled out for the same reason as that of Turn.
        public Opening(
                UserRef user,
                String kind,
                @Nullable String threadId,
                @Nullable Duration timeToLive,
                Map<String, @Nullable Object> data,
                boolean fresh) {
            if (kind.isBlank() || kind.length() > 200) {
                throw new IllegalArgumentException("kind must have 1 to 200 characters");
            }
            this.user = user;
            this.kind = kind;
            this.threadId = threadId;
            this.timeToLive = timeToLive;
            this.data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
            this.fresh = fresh;
        }
    }

    /** Where a session stands among those of its user. */
    record Place(Instant updatedAt, String sessionId) {}

    /**
     * What is to change.
     *
     * @param data replaces the data; null leaves it
     * @param expectedVersion changes nothing when the session has another version by now; null for whatever it has
     */
    record Change(
            @Nullable Map<String, @Nullable Object> data,
            Expiry expiry,
            @Nullable Long expectedVersion) {}

    /** When a changed session ends. */
    sealed interface Expiry {
        /** As before. */
        record Kept() implements Expiry {}

        /** It does not. */
        record Never() implements Expiry {}

        /** Counted from now. */
        record After(Duration timeToLive) implements Expiry {}
    }

    /** What became of a change. */
    sealed interface Changed {
        record Done(Session session) implements Changed {}

        /** @param version the one it has */
        record Stale(long version) implements Changed {}

        record Absent() implements Changed {}
    }
}
