package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Breaker;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Limits;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Retries;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Timeouts;
import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;

/** Settings with times short enough for tests, and a circuit that opens only where a test wants it. */
final class TestSettings {
    static final Secret KEY = Secret.of("m0-very-secret-key");

    private TestSettings() {}

    static Mem0Settings of(Flavour flavour, URI url) {
        Mem0Settings usual = flavour == Flavour.PLATFORM
                ? Mem0Settings.platform(KEY).withBaseUrl(url).withPrivateAddresses(true)
                : Mem0Settings.oss(url, KEY);
        return usual.withTimeouts(new Timeouts(ms(500), ms(400), ms(400), ms(400), ms(20_000)))
                .withRetries(new Retries(5, ms(10), ms(1_500), ms(5_000), ms(20)))
                .withBreaker(new Breaker(1_000, 100, ms(200)))
                .withLimits(new Limits(100_000, 64, 64, 1 << 20));
    }

    /** For tests of what a prompt answer brings about: only an add is given up soon. */
    static Timeouts unhurried(Duration add) {
        return new Timeouts(ms(10_000), add, ms(10_000), ms(10_000), ms(10_000));
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
