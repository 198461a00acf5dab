package io.memoryorchestrator.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostmasterFileTests {

    @Test
    void aHalfWrittenFileSaysNothing() {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of("12", "/data", "17"))).isEmpty();
        assertThat(PostmasterFile.parse(List.of("12", "/data", "", "5432"))).isEmpty();
    }

    @Test
    void aProcessNumberThatWasGivenAgainIsNotTheServer() {
        long someoneElse = ProcessHandle.current().pid();

        assertThat(new PostmasterFile(someoneElse, Instant.now(), 5432).running())
                .isEmpty();
    }

    @Test
    void readsProcessStartAndPort() {
        assertThat(PostmasterFile.parse(List.of("12", "/data", "1700000000", "5432", "", "127.0.0.1")))
                .contains(new PostmasterFile(12, Instant.ofEpochSecond(1_700_000_000), 5432));
    }
}
