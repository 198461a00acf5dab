package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.tck.backend.BackendMissing;
import io.memoryorchestrator.tck.backend.Backends;
import io.memoryorchestrator.tck.backend.SilentServer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendsTests {
    private final @Nullable String before = System.getProperty("tck.backends");
    private final Callable<String> absent = () -> {
        throw new IOException("nothing installed");
    };

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty("tck.backends");
        } else {
            System.setProperty("tck.backends", before);
        }
    }

    @Test
    void aMissingBackendSkips() {
        System.clearProperty("tck.backends");

        assertThatThrownBy(() -> Backends.require("absent one", String.class, absent))
                .isInstanceOf(BackendMissing.class)
                .hasMessageContaining("absent one is not here (nothing installed)");
    }

    @Test
    void aMissingBackendFailsWhereItIsRequired() {
        System.setProperty("tck.backends", "required");

        assertThatThrownBy(() -> Backends.require("absent two", String.class, absent))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("absent two is required");
    }

    @Test
    void aBackendIsLookedForOnce() {
        AtomicInteger looks = new AtomicInteger();
        Callable<String> find = () -> "found " + looks.incrementAndGet();

        assertThat(Backends.require("found", String.class, find)).isEqualTo("found 1");
        assertThat(Backends.require("found", String.class, find)).isEqualTo("found 1");
    }

    @Test
    void aSilentServerCountsWhoConnected() throws Exception {
        try (SilentServer server = SilentServer.start();
                Socket stranger = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            assertThat(stranger.isConnected()).isTrue();
            assertThat(server.strangers(Duration.ofSeconds(5))).isEqualTo(1);
            assertThat(server.strangers(Duration.ofSeconds(5))).isZero();
        }
    }
}
