package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.Infrastructure;
import io.memoryorchestrator.local.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The broker that all tests of this JVM share. */
final class TestKafka {

    private static @Nullable LocalKafka shared;

    private TestKafka() {}

    static synchronized LocalKafka shared() {
        if (shared == null) {
            shared = open();
        }
        return shared;
    }

    private static LocalKafka open() {
        String external = System.getenv(LocalKafka.BOOTSTRAP_VARIABLE);
        if (external != null && !external.isBlank()) {
            return new ExternalKafka(external);
        }
        return switch (Infrastructure.chosen()) {
            case TESTCONTAINERS -> TestcontainersKafka.start();
            case LOCAL -> local();
        };
    }

    private static LocalKafka local() {
        LocalKafka broker = ChildKafka.start(throwAway());
        // The broker itself ends when this JVM does; its folder is ours to clear away.
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "test-broker-close"));
        return broker;
    }

    static KafkaOptions throwAway() {
        try {
            Path folder = Folders.create(Files.createTempDirectory("memory-orchestrator-kafka-"));
            return KafkaOptions.in(folder).thrownAway();
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the test broker", e);
        }
    }
}
