package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Batching;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Breaker;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Limits;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Retries;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Timeouts;
import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with settings: all of it at once, under the names of the properties, without the values. */
final class SettingsFaults {
    private static final String PREFIX = "orchestrator.adapter.mem0.";

    private final List<String> faults = new ArrayList<>();

    private SettingsFaults() {}

    static void refuseAny(
            Flavour flavour,
            URI baseUrl,
            @Nullable Secret apiKey,
            Timeouts timeouts,
            Retries retries,
            Breaker breaker,
            Limits limits,
            Batching batching) {
        var faults = new SettingsFaults();
        faults.inReach(flavour, baseUrl, apiKey, timeouts);
        faults.inGentleness(retries, breaker, limits, batching);
        if (!faults.faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    "; ", faults.faults.stream().distinct().map(PREFIX::concat).toList()));
        }
    }

    private void inReach(Flavour flavour, URI baseUrl, @Nullable Secret apiKey, Timeouts timeouts) {
        String scheme = String.valueOf(baseUrl.getScheme());
        check(scheme.equals("http") || scheme.equals("https"), "base-url must begin with http:// or https://");
        check(baseUrl.getHost() != null, "base-url must name a host");
        check(
                baseUrl.getUserInfo() == null && baseUrl.getQuery() == null && baseUrl.getFragment() == null,
                "base-url must have no user info, query or fragment");
        check(
                flavour != Flavour.PLATFORM
                        || (apiKey != null && !apiKey.reveal().isBlank()),
                "api-key is needed by the platform");
        check(
                apiKey == null || apiKey.reveal().chars().allMatch(c -> c > 0x20 && c < 0x7F),
                "api-key must consist of printable ASCII without spaces");
        for (Duration time :
                List.of(timeouts.connect(), timeouts.add(), timeouts.search(), timeouts.other(), timeouts.forget())) {
            check(time.isPositive(), "timeouts.* must be longer than zero");
        }
    }

    private void inGentleness(Retries retries, Breaker breaker, Limits limits, Batching batching) {
        check(retries.attempts() >= 1 && retries.attempts() <= 20, "retries.attempts must lie between 1 and 20");
        check(
                retries.firstWait().toMillis() >= 10 && retries.longestWait().compareTo(retries.firstWait()) >= 0,
                "retries.first-wait must be 10ms or more, and longest-wait not shorter");
        check(
                !retries.longestRetryAfter().isNegative()
                        && !retries.inDoubtQuiet().isNegative(),
                "retries.longest-retry-after and in-doubt-quiet must not be negative");
        check(breaker.window() >= 1 && breaker.window() <= 10_000, "breaker.window must lie between 1 and 10000");
        check(
                breaker.failurePercent() >= 1 && breaker.failurePercent() <= 100,
                "breaker.failure-percent must lie between 1 and 100");
        check(breaker.openFor().toMillis() >= 1, "breaker.open-for must be 1ms or more");
        check(
                limits.addsPerSecond() >= 1 && limits.concurrentAdds() >= 1 && limits.concurrentSearches() >= 1,
                "limits.adds-per-second, concurrent-adds and concurrent-searches must be 1 or more");
        check(limits.maxResponseBytes() >= 1_024, "limits.max-response-size must be 1KB or more");
        check(
                batching.turns() >= 1
                        && batching.turns() <= 1_000
                        && batching.bytes() >= 1
                        && batching.idle().isPositive(),
                "batching.turns must lie between 1 and 1000, batching.size and batching.idle must be more than zero");
    }

    private void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
