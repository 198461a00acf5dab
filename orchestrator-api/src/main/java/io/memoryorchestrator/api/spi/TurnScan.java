package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ability to walk through everything stored, a page at a time, while writing goes on. */
public interface TurnScan {

    /**
     * The next page after a cursor. Pages are in a stable order: a turn stored before the walk began, and not forgotten
     * during it, is met exactly once; one stored meanwhile may be met or not. Asking for the same page again is harmless.
     *
     * @param after the {@code next} of the page before, in this process or another, for the same range; null to begin
     * @param limit at most this many, 1 to 10,000; a page may hold fewer and still not be the last
     */
    Page scan(Range range, @Nullable String after, int limit);

    /** How many turns a walk over the range would meet now. */
    long count(Range range);

    /**
     * What to walk over; null means any.
     *
     * @param sessionId only together with a user id, and a user id only together with a tenant id
     * @param since inclusive, by {@code occurredAt}
     * @param until exclusive, by {@code occurredAt}
     */
    record Range(
            @Nullable String tenantId,
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable Instant since,
            @Nullable Instant until) {
        public static final Range ALL = new Range(null, null, null, null, null);

        public Range {
            if (userId != null && tenantId == null || sessionId != null && userId == null) {
                throw new IllegalArgumentException(
                        "a session is named together with its user, and a user with the tenant");
            }
        }

        public static Range ofUser(UserRef user) {
            return new Range(user.tenantId(), user.userId(), null, null, null);
        }
    }

    /** @param next pass it to get the following page; null when this was the last */
    record Page(List<Turn> turns, @Nullable String next) {
        public Page {
            turns = List.copyOf(turns);
        }
    }
}
