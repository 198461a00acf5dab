package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Folders;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A running Kafka broker. Topics are not created by themselves; records of up to 6 MiB are accepted.
 *
 * <p>When {@code KAFKA_BOOTSTRAP_SERVERS} is set in the environment, that broker is used and nothing is started. Errors
 * are {@link LocalStackException}s whose message says what to do.
 */
public interface LocalKafka extends AutoCloseable {

    /** Names brokers that are already there. */
    String BOOTSTRAP_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    /** Starts a broker, or takes the one that already runs in the options' folder. */
    static LocalKafka start(KafkaOptions options) {
        String external = System.getenv(BOOTSTRAP_VARIABLE);
        return external != null && !external.isBlank() ? new ExternalKafka(external) : ChildKafka.start(options);
    }

    /** The broker that runs in the options' folder, if one does. Nothing is started. */
    static Optional<LocalKafka> find(KafkaOptions options) {
        return ChildKafka.find(options);
    }

    /** Ends what runs in the options' folder and deletes the folder with all topics; absent is fine. */
    static void wipe(KafkaOptions options) {
        ChildKafka.find(options).ifPresent(LocalKafka::kill);
        Folders.delete(options.folder());
    }

    /**
     * The one broker for tests in this JVM: in a temporary folder, gone when the JVM ends (also when it is killed), or a
     * container with {@code -Dinfra=testcontainers}. Use topics of your own.
     */
    static LocalKafka forTests() {
        return TestKafka.shared();
    }

    /** {@code host:port} for clients. */
    String bootstrapServers();

    /**
     * The broker's process number.
     *
     * @throws LocalStackException when it does not run as a process of this machine
     */
    long pid();

    /** The broker's process, when it runs on this machine outside a container. */
    Optional<ProcessHandle> process();

    /** Where its topics are kept, unless it is external or in a container. */
    Optional<Path> dataFolder();

    /** What it writes its log to, unless it is external or in a container. */
    Optional<Path> logFile();

    /** Where it comes from, in words for a status line. */
    String origin();

    /** Stops it cleanly. Repeated stops do nothing. An external broker is left alone. */
    void stop();

    /**
     * Kills it (SIGKILL).
     *
     * @throws LocalStackException when the broker is external
     */
    void kill();

    /**
     * Starts it again on the same port with the same topics, stopping it first if it still runs.
     *
     * @throws LocalStackException when the broker is external
     */
    void restart();

    /** Stops it and deletes its topics and log. An external broker is left alone. */
    void wipe();

    /** {@link #stop()}; a test broker is also {@linkplain #wipe() wiped}. */
    @Override
    void close();
}
