package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The test broker in a container. Loaded only when asked for, so Testcontainers may be absent otherwise. */
final class TestcontainersKafka implements LocalKafka {

    static final String IMAGE = "apache/kafka:4.2.1";

    private final KafkaContainer container;

    private TestcontainersKafka(KafkaContainer container) {
        this.container = container;
    }

    static TestcontainersKafka start() {
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(IMAGE))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString(BrokerProperties.LARGEST_RECORD_BYTES));
        // Bound by hand, because Docker gives a restarted container another port of its own choice.
        container.setPortBindings(List.of(Ports.free() + ":9092"));
        container.start();
        return new TestcontainersKafka(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public long pid() {
        throw new LocalStackException("The broker runs in a container and has no process number on this machine.");
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> dataFolder() {
        return Optional.empty();
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.empty();
    }

    @Override
    public String origin() {
        return "Testcontainers, " + IMAGE;
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        container
                .getDockerClient()
                .restartContainerCmd(container.getContainerId())
                .exec();
        Readiness.await(bootstrapServers(), Duration.ofMinutes(2), () -> true).ifPresent(why -> {
            throw new LocalStackException("the test broker's container did not come back: " + why);
        });
    }

    @Override
    public void wipe() {
        container.stop();
    }

    @Override
    public void close() {
        container.stop();
    }
}
