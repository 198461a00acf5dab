package io.memoryorchestrator.adapter.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Users of whom something was erased lately. Events of turns arrive late and more than once, so an erased turn may be
 * offered again; for these users a stored turn is a reason to ask the source again and is never added.
 */
final class Erasures {
    /** Longer than an event is normally under way; after it a turn that comes still later lives for one ttl. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private static final long MOST_USERS = 100_000;

    private final Cache<UserRef, Boolean> users;

    Erasures(LongSupplier nanos) {
        this.users = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST_USERS)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    void remember(UserRef user) {
        users.put(user, Boolean.TRUE);
    }

    boolean concern(UserRef user) {
        return users.getIfPresent(user) != null;
    }

    void clear() {
        users.invalidateAll();
    }
}
