package io.memoryorchestrator.server.sessions;

import io.memoryorchestrator.api.canonical.SessionStore.Change;
import io.memoryorchestrator.api.canonical.SessionStore.Expiry;
import io.memoryorchestrator.api.canonical.SessionStore.Opening;
import io.memoryorchestrator.api.canonical.SessionStore.Place;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.wire.JsonFields;
import io.memoryorchestrator.server.wire.PageCursor;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of sessions. */
final class SessionRequests {
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_BYTES = 65_536;

    private final Clock clock;

    SessionRequests(Clock clock) {
        this.clock = clock;
    }

    /**
     * What POST asks for.
     *
     * @param sessionId makes or replaces this very session, which is never fresh; null takes the latest of its kind and
     *     thread
     * @param timeToLive null for no end
     */
    record Wanted(
            @Nullable String tenantId,
            @Nullable String userId,
            @Nullable String sessionId,
            String kind,
            @Nullable String threadId,
            @Nullable Duration timeToLive,
            Map<String, @Nullable Object> data,
            boolean fresh) {}

    Wanted wanted(JsonFields fields) {
        String kind = fields.text("kind");
        Wanted wanted = new Wanted(
                fields.text("tenantId"),
                fields.text("userId"),
                fields.text("sessionId"),
                kind == null ? Opening.CHAT : kind,
                fields.text("threadId"),
                timeToLive(fields),
                data(fields),
                fields.flag("fresh"));
        requireName(fields, "kind", wanted.kind());
        requireName(fields, "threadId", wanted.threadId());
        if (wanted.fresh() && wanted.sessionId() != null) {
            fields.fault("fresh", "has no meaning together with sessionId, which names the one session that is wanted");
        }
        fields.check();
        return wanted;
    }

    /** @param version from If-Match, or null; the body may say it as well */
    Change change(JsonFields fields, @Nullable Long version) {
        Long expected = fields.integer("expectedVersion");
        if (version != null && expected != null && !version.equals(expected)) {
            fields.fault("expectedVersion", "differs from If-Match");
        }
        Duration timeToLive = timeToLive(fields);
        Expiry expiry = new Expiry.Kept();
        if (timeToLive != null) {
            expiry = new Expiry.After(timeToLive);
        } else if (fields.isNull("ttl") || fields.isNull("expiresAt")) {
            expiry = new Expiry.Never();
        }
        Change change =
                new Change(fields.has("data") ? data(fields) : null, expiry, version == null ? expected : version);
        fields.check();
        return change;
    }

    static SessionRef session(UserRef user, String id) {
        try {
            return new SessionRef(user, id);
        } catch (IllegalArgumentException refused) {
            throw new WireException(WireFault.INVALID_FIELD, String.valueOf(refused.getMessage()));
        }
    }

    static Place place(String cursor) {
        List<String> parts = PageCursor.parts(cursor, 2);
        try {
            return new Place(Instant.parse(parts.getFirst()), parts.getLast());
        } catch (DateTimeException notATime) {
            throw PageCursor.invalid();
        }
    }

    /** {@code If-Match: "3"}; {@code *} and nothing match any version. */
    static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.strip().replace("W/", "").replace("\"", ""));
        } catch (NumberFormatException noVersion) {
            throw new WireException(
                    WireFault.INVALID_FIELD, "If-Match must be the version of the session, as its ETag says it");
        }
    }

    private static Map<String, @Nullable Object> data(JsonFields fields) {
        if (fields.bytes("data") > MOST_BYTES) {
            fields.fault("data", "must have at most " + MOST_BYTES + " bytes as JSON");
        }
        return fields.freeObject("data");
    }

    private static void requireName(JsonFields fields, String field, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > MOST_CHARACTERS)) {
            fields.fault(field, "must have 1 to " + MOST_CHARACTERS + " characters");
        }
    }

    /** From {@code ttl}, in seconds or as an ISO-8601 duration, or from {@code expiresAt}. */
    private @Nullable Duration timeToLive(JsonFields fields) {
        Duration timeToLive = fields.isText("ttl") ? fields.parsed("ttl", SessionRequests::duration) : seconds(fields);
        Instant expiresAt = fields.time("expiresAt");
        if (expiresAt == null) {
            return checked(fields, "ttl", timeToLive);
        }
        if (timeToLive != null) {
            fields.fault("expiresAt", "must not come together with ttl");
        }
        return checked(fields, "expiresAt", Duration.between(clock.instant(), expiresAt));
    }

    private static @Nullable Duration seconds(JsonFields fields) {
        Long seconds = fields.integer("ttl");
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException notADuration) {
            throw new IllegalArgumentException("must be a number of seconds or an ISO-8601 duration such as PT30M");
        }
    }

    private static @Nullable Duration checked(JsonFields fields, String field, @Nullable Duration timeToLive) {
        if (timeToLive != null && (!timeToLive.isPositive() || timeToLive.compareTo(LONGEST) > 0)) {
            fields.fault(field, "must lie in the future, by ten years at most");
            return null;
        }
        return timeToLive;
    }
}
