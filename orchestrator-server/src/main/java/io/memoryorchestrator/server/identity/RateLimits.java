package io.memoryorchestrator.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.IdentityProperties.Limits;
import io.memoryorchestrator.server.problem.TooManyRequestsException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets no user and no tenant take the server for itself. Counted are requests by this process; operators, and everybody
 * in development mode, are not counted.
 */
final class RateLimits implements HandlerInterceptor {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Longer than the period, so that forgetting a limiter forgives nothing. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int MOST_KEPT = 100_000;

    private final AccessOfRequest requests;
    private final Limits limits;
    private final Cache<UserRef, RateLimiter> users = limiters();
    private final Cache<String, RateLimiter> tenants = limiters();

    RateLimits(AccessOfRequest requests, Limits limits) {
        this.requests = requests;
        this.limits = limits;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        switch (requests.of(request).caller()) {
            case Caller.User(UserRef user) -> {
                take(users, user, limits.requestsPerSecond(), "user");
                take(tenants, user.tenantId(), limits.tenantRequestsPerSecond(), "tenant");
            }
            case Caller.Service service ->
                take(tenants, service.tenantId(), limits.tenantRequestsPerSecond(), "tenant");
            case Caller.Operator operator -> {}
            case Caller.Developer developer -> {}
        }
        return true;
    }

    /** @param whose {@code user} or {@code tenant} */
    private static <K> void take(Cache<K, RateLimiter> limiters, K key, int perSecond, String whose) {
        if (perSecond > 0
                && !limiters.get(key, any -> limiter(whose, perSecond)).acquirePermission()) {
            throw new TooManyRequestsException(
                    "too_many_requests",
                    "This " + whose + " may send " + perSecond + " requests a second: wait, then go on more slowly,"
                            + " or send several intents in one request",
                    PERIOD);
        }
    }

    private static RateLimiter limiter(String name, int perSecond) {
        return RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(perSecond)
                        .limitRefreshPeriod(PERIOD)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    private static <K> Cache<K, RateLimiter> limiters() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterAccess(KEPT)
                .build();
    }
}
