package io.memoryorchestrator.adapter.mem0.spring;

import io.memoryorchestrator.adapter.mem0.Mem0Settings;
import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Mem0 by properties. Times and waits that are not set follow the flavour, see {@link Mem0Settings}.
 *
 * @param enabled whether Mem0 takes part as long as its flag was never set
 * @param flavour platform (hosted) or oss (the open-source server)
 * @param baseUrl where it is; the platform's own address when not set
 * @param apiKey needed by the platform
 * @param allowPrivateAddresses whether the base URL may lead to a private address; true for oss when not set
 * @param infer whether Mem0 distils facts (true) or keeps the words as they are
 * @param verifyWrites whether an add that the open-source server says it has done is looked up
 */
@ConfigurationProperties("orchestrator.adapter.mem0")
record Mem0Properties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("platform") Mem0Settings.Flavour flavour,
        @Nullable String baseUrl,
        @Nullable String apiKey,
        @Nullable Boolean allowPrivateAddresses,
        @DefaultValue("true") boolean infer,
        @DefaultValue("true") boolean verifyWrites,
        @DefaultValue Timeouts timeouts,
        @DefaultValue Retries retries,
        @DefaultValue Breaker breaker,
        @DefaultValue Limits limits,
        @DefaultValue Batching batching) {

    /**
     * Total times, each from looking up the name to the last byte.
     *
     * @param connect for looking the name up, and again for connecting; 2s when not set
     * @param add for an add; 10s when not set, with oss 120s, as it answers after its language model
     * @param search for a search, which is never repeated; 2s when not set
     * @param other for every other call; 10s when not set
     * @param forget how long forgetting waits until a deletion shows and unfinished adds have ended; 30s when not set
     */
    record Timeouts(
            @Nullable Duration connect,
            @Nullable Duration add,
            @Nullable Duration search,
            @Nullable Duration other,
            @Nullable Duration forget) {}

    /**
     * Repetition of calls that failed for a passing reason.
     *
     * @param attempts in all; 5 when not set
     * @param firstWait before the second attempt, then doubled each time; 500ms when not set
     * @param longestWait inside a call; 15s when not set
     * @param longestRetryAfter what a Retry-After is cut to; 5m when not set
     * @param inDoubtQuiet before looking whether an add without an answer arrived; 2s when not set, with oss 15s
     */
    record Retries(
            @Nullable Integer attempts,
            @Nullable Duration firstWait,
            @Nullable Duration longestWait,
            @Nullable Duration longestRetryAfter,
            @Nullable Duration inDoubtQuiet) {}

    /**
     * When to stop calling.
     *
     * @param window how many of the last calls are looked at
     * @param failurePercent of them that opens the circuit
     * @param openFor until one call is let through to see
     */
    record Breaker(
            @DefaultValue("20") int window,
            @DefaultValue("50") int failurePercent,
            @DefaultValue("30s") Duration openFor) {}

    /**
     * How much at once.
     *
     * @param addsPerSecond adds begun in a second
     * @param concurrentAdds writes under way at once
     * @param concurrentSearches searches under way at once; the next one fails at once
     * @param maxResponseSize of one answer, after decompression
     */
    record Limits(
            @DefaultValue("15") int addsPerSecond,
            @DefaultValue("8") int concurrentAdds,
            @DefaultValue("16") int concurrentSearches,
            @DefaultValue("4MB") DataSize maxResponseSize) {}

    /**
     * How turns of one session are gathered before they are sent.
     *
     * @param turns at most
     * @param idle without a further turn of the session, until what there is is sent
     * @param size of the text, after which a batch is full
     */
    record Batching(
            @DefaultValue("20") int turns,
            @DefaultValue("5s") Duration idle,
            @DefaultValue("64KB") DataSize size) {}

    Mem0Settings toSettings() {
        boolean oss = flavour == Mem0Settings.Flavour.OSS;
        String url = baseUrl == null ? "" : baseUrl.strip();
        if (oss && url.isEmpty()) {
            throw new IllegalArgumentException(
                    "orchestrator.adapter.mem0.base-url (MEM0_HOST) is needed with flavour oss, such as http://localhost:8888");
        }
        Mem0Settings.Timeouts times = Mem0Settings.defaultTimeouts(flavour);
        Mem0Settings.Retries waits = Mem0Settings.defaultRetries(flavour);
        return new Mem0Settings(
                flavour,
                url.isEmpty() ? Mem0Settings.PLATFORM_URL : uri(url),
                apiKey == null || apiKey.isBlank() ? null : Secret.of(apiKey.strip()),
                allowPrivateAddresses == null ? oss : allowPrivateAddresses,
                infer,
                verifyWrites,
                new Mem0Settings.Timeouts(
                        or(timeouts.connect, times.connect()),
                        or(timeouts.add, times.add()),
                        or(timeouts.search, times.search()),
                        or(timeouts.other, times.other()),
                        or(timeouts.forget, times.forget())),
                new Mem0Settings.Retries(
                        or(retries.attempts, waits.attempts()),
                        or(retries.firstWait, waits.firstWait()),
                        or(retries.longestWait, waits.longestWait()),
                        or(retries.longestRetryAfter, waits.longestRetryAfter()),
                        or(retries.inDoubtQuiet, waits.inDoubtQuiet())),
                new Mem0Settings.Breaker(breaker.window, breaker.failurePercent, breaker.openFor),
                new Mem0Settings.Limits(
                        limits.addsPerSecond,
                        limits.concurrentAdds,
                        limits.concurrentSearches,
                        limits.maxResponseSize.toBytes()),
                new Mem0Settings.Batching(batching.turns, batching.idle, batching.size.toBytes()));
    }

    /** Without the key, and without the base URL, which may hold one by mistake. */
    @Override
    public String toString() {
        return "Mem0Properties[enabled=" + enabled + ", flavour=" + flavour + "]";
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException malformed) {
            // The value may hold a password, so it is not repeated.
            throw new IllegalArgumentException(
                    "orchestrator.adapter.mem0.base-url (MEM0_HOST) is not a URL; such as http://localhost:8888");
        }
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return Objects.requireNonNullElse(value, fallback);
    }
}
