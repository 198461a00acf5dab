package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
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
        Limits limits,
        Batching batching) {

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

    /**
     * How turns of one session are gathered before they are sent.
     *
     * @param turns at most
     * @param idle without a further turn of the session, until what there is is sent
     * @param bytes of text, after which a batch is full
     */
    public record Batching(int turns, Duration idle, long bytes) {
        public static final Batching USUAL = new Batching(20, Duration.ofSeconds(5), 64L << 10);
    }

    public static final URI PLATFORM_URL = URI.create("https://api.mem0.ai");

    public Mem0Settings {
        SettingsFaults.refuseAny(flavour, baseUrl, apiKey, timeouts, retries, breaker, limits, batching);
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
                new Limits(15, 8, 16, 4L << 20),
                Batching.USUAL);
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
                flavour,
                url,
                apiKey,
                allowPrivateAddresses,
                infer,
                verifyWrites,
                timeouts,
                retries,
                breaker,
                limits,
                batching);
    }

    public Mem0Settings withPrivateAddresses(boolean allowed) {
        return new Mem0Settings(
                flavour, baseUrl, apiKey, allowed, infer, verifyWrites, timeouts, retries, breaker, limits, batching);
    }

    public Mem0Settings withInfer(boolean on) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                on,
                verifyWrites,
                timeouts,
                retries,
                breaker,
                limits,
                batching);
    }

    public Mem0Settings withVerifyWrites(boolean on) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                infer,
                on,
                timeouts,
                retries,
                breaker,
                limits,
                batching);
    }

    public Mem0Settings withTimeouts(Timeouts times) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                infer,
                verifyWrites,
                times,
                retries,
                breaker,
                limits,
                batching);
    }

    public Mem0Settings withRetries(Retries waits) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                infer,
                verifyWrites,
                timeouts,
                waits,
                breaker,
                limits,
                batching);
    }

    public Mem0Settings withBreaker(Breaker rule) {
        return new Mem0Settings(
                flavour,
                baseUrl,
                apiKey,
                allowPrivateAddresses,
                infer,
                verifyWrites,
                timeouts,
                retries,
                rule,
                limits,
                batching);
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
                bounds,
                batching);
    }
}
