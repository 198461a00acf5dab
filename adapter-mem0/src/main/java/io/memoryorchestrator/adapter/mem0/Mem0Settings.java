package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Mem0 and how gently to treat it.
 *
 * @param baseUrl http or https, without query or user info
 * @param apiKey needed by the platform; the open-source server may run without
 * @param allowPrivateAddresses whether the base URL may lead to a private, loopback or link-local address
 * @param infer whether Mem0 distils facts with its language model (true) or keeps the words as they are (false)
 * @param verifyWrites whether an add that the open-source server says it has done is looked up; one short read each
 */
public record Mem0Settings(
        Flavour flavour,
        URI baseUrl,
        @Nullable Secret apiKey,
        boolean allowPrivateAddresses,
        boolean infer,
        boolean verifyWrites,
        Timeouts timeouts,
        Retries retries,
        Breaker breaker,
        Limits limits) {

    /** Which of the two Mem0 APIs is spoken. */
    public enum Flavour {
        /** The hosted service: asynchronous adds, key in {@code Authorization: Token}. */
        PLATFORM,
        /** The open-source REST server: synchronous adds, key in {@code X-API-Key}. */
        OSS
    }

    /**
     * Total times, each from looking up the name to the last byte.
     *
     * @param connect for looking the name up, and again for connecting
     * @param add for an add; the open-source server answers after its language model
     * @param search for a search: a caller is waiting
     * @param other for every other call
     * @param forget how long {@code forget} waits for deletions to show before it answers "not complete yet"
     */
    public record Timeouts(Duration connect, Duration add, Duration search, Duration other, Duration forget) {}

    /**
     * Repetition of calls that failed for a passing reason, with exponentially growing, jittered waits.
     *
     * @param attempts in all, 1 for no repetition
     * @param firstWait before the second attempt
     * @param longestWait inside a call; whoever is told to wait longer gets the failure with its {@code retryAfter}
     * @param longestRetryAfter what a {@code Retry-After} is cut to
     * @param inDoubtQuiet how long to wait before looking whether an add without an answer arrived all the same
     */
    public record Retries(
            int attempts,
            Duration firstWait,
            Duration longestWait,
            Duration longestRetryAfter,
            Duration inDoubtQuiet) {}

    /**
     * When to stop calling.
     *
     * @param window how many of the last calls are looked at
     * @param failurePercent of 5xx, 429, broken and timed-out ones among them that opens the circuit
     * @param openFor until one call is let through to see
     */
    public record Breaker(int window, int failurePercent, Duration openFor) {}

    /**
     * @param addsPerSecond the platform has allowed 1,000 a minute
     * @param concurrentAdds writes under way at once
     * @param concurrentSearches searches under way at once; the next one fails at once instead of queueing
     * @param maxResponseBytes of one answer after decompression
     */
    public record Limits(int addsPerSecond, int concurrentAdds, int concurrentSearches, long maxResponseBytes) {}

    public static final URI PLATFORM_URL = URI.create("https://api.mem0.ai");

    public Mem0Settings {
        List<String> faults = new ArrayList<>();
        String scheme = String.valueOf(baseUrl.getScheme());
        check(faults, scheme.equals("http") || scheme.equals("https"), "base-url must begin with http:// or https://");
        check(faults, baseUrl.getHost() != null, "base-url must name a host");
        check(
                faults,
                baseUrl.getUserInfo() == null && baseUrl.getQuery() == null && baseUrl.getFragment() == null,
                "base-url must have no user info, query or fragment");
        check(
                faults,
                flavour != Flavour.PLATFORM
                        || (apiKey != null && !apiKey.reveal().isBlank()),
                "api-key is needed by the platform");
        check(
                faults,
                apiKey == null || apiKey.reveal().chars().allMatch(c -> c > 0x20 && c < 0x7F),
                "api-key must consist of printable ASCII without spaces");
        for (Duration time :
                List.of(timeouts.connect, timeouts.add, timeouts.search, timeouts.other, timeouts.forget)) {
            check(faults, time.isPositive(), "timeouts.* must be longer than zero");
        }
        check(faults, retries.attempts >= 1 && retries.attempts <= 20, "retries.attempts must lie between 1 and 20");
        check(
                faults,
                retries.firstWait.toMillis() >= 10 && retries.longestWait.compareTo(retries.firstWait) >= 0,
                "retries.first-wait must be 10ms or more, and longest-wait not shorter");
        check(
                faults,
                !retries.longestRetryAfter.isNegative() && !retries.inDoubtQuiet.isNegative(),
                "retries.longest-retry-after and in-doubt-quiet must not be negative");
        check(faults, breaker.window >= 1 && breaker.window <= 10_000, "breaker.window must lie between 1 and 10000");
        check(
                faults,
                breaker.failurePercent >= 1 && breaker.failurePercent <= 100,
                "breaker.failure-percent must lie between 1 and 100");
        check(faults, breaker.openFor.toMillis() >= 1, "breaker.open-for must be 1ms or more");
        check(
                faults,
                limits.addsPerSecond >= 1 && limits.concurrentAdds >= 1 && limits.concurrentSearches >= 1,
                "limits.adds-per-second, concurrent-adds and concurrent-searches must be 1 or more");
        check(faults, limits.maxResponseBytes >= 1_024, "limits.max-response-size must be 1KB or more");
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "; ",
                    faults.stream()
                            .distinct()
                            .map(fault -> "orchestrator.adapter.mem0." + fault)
                            .toList()));
        }
    }

    private static void check(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    /** The hosted platform with the usual bounds. */
    public static Mem0Settings platform(Secret apiKey) {
        return defaults(Flavour.PLATFORM, PLATFORM_URL, apiKey, false);
    }

    /** An open-source server with the usual bounds. It is nearly always on a private address, so that is allowed. */
    public static Mem0Settings oss(URI baseUrl, @Nullable Secret apiKey) {
        return defaults(Flavour.OSS, baseUrl, apiKey, true);
    }

    private static Mem0Settings defaults(
            Flavour flavour, URI baseUrl, @Nullable Secret apiKey, boolean allowPrivateAddresses) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                true,
                true,
                defaultTimeouts(flavour),
                defaultRetries(flavour),
                new Breaker(20, 50, Duration.ofSeconds(30)),
                new Limits(15, 8, 16, 4L << 20));
    }

    /** Times by flavour: an add to the open-source server waits for a language model. */
    public static Timeouts defaultTimeouts(Flavour flavour) {
        Duration add = flavour == Flavour.OSS ? Duration.ofSeconds(120) : Duration.ofSeconds(10);
        return new Timeouts(
                Duration.ofSeconds(2), add, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    /** Waits by flavour: what the open-source server was doing when its answer was lost goes on for a while. */
    public static Retries defaultRetries(Flavour flavour) {
        Duration quiet = flavour == Flavour.OSS ? Duration.ofSeconds(15) : Duration.ofSeconds(2);
        return new Retries(5, Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMinutes(5), quiet);
    }

    public Mem0Settings withBaseUrl(URI url) {
        return new Mem0Settings(
                flavour, url, apiKey, allowPrivateAddresses, infer, verifyWrites, timeouts, retries, breaker, limits);
    }

    public Mem0Settings withPrivateAddresses(boolean allowed) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowed, infer, verifyWrites, timeouts, retries, breaker, limits);
    }

    public Mem0Settings withInfer(boolean on) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowPrivateAddresses, on, verifyWrites, timeouts, retries, breaker, limits);
    }

    public Mem0Settings withVerifyWrites(boolean on) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowPrivateAddresses, infer, on, timeouts, retries, breaker, limits);
    }

    public Mem0Settings withTimeouts(Timeouts times) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowPrivateAddresses, infer, verifyWrites, times, retries, breaker, limits);
    }

    public Mem0Settings withRetries(Retries waits) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowPrivateAddresses, infer, verifyWrites, timeouts, waits, breaker, limits);
    }

    public Mem0Settings withBreaker(Breaker rule) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowPrivateAddresses, infer, verifyWrites, timeouts, retries, rule, limits);
    }

    public Mem0Settings withLimits(Limits bounds) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                infer,
                verifyWrites,
                timeouts,
                retries,
                breaker,
                bounds);
    }
}
