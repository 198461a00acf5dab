package io.memoryorchestrator.local.kafka;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How a broker is to be run.
 *
 * @param folder where it lives: topics, log, state
 * @param port TCP port on the loopback address; 0 for the one used last time, else any free one
 * @param throwAway whether the broker ends with this JVM, however it ends; otherwise it goes on without it
 * @param classPath where the child JVM finds the broker's classes
 * @param heap the child JVM's largest heap, as {@code -Xmx} takes it
 * @param progress is told in plain sentences what takes long
 */
public record KafkaOptions(
        Path folder, int port, boolean throwAway, String classPath, String heap, Consumer<String> progress) {

    public KafkaOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        folder = folder.toAbsolutePath().normalize();
        // The child runs in its own folder, where relative entries would mean something else.
        classPath = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A broker in the folder that outlives this JVM, on the port of last time or any free one, with 256 MB heap. */
    public static KafkaOptions in(Path folder) {
        System.Logger log = System.getLogger(LocalKafka.class.getName());
        return new KafkaOptions(
                folder,
                0,
                false,
                System.getProperty("java.class.path"),
                "256m",
                sentence -> log.log(System.Logger.Level.INFO, sentence));
    }

    public KafkaOptions withPort(int wanted) {
        return new KafkaOptions(folder, wanted, throwAway, classPath, heap, progress);
    }

    public KafkaOptions withClassPath(String wanted) {
        return new KafkaOptions(folder, port, throwAway, wanted, heap, progress);
    }

    public KafkaOptions thrownAway() {
        return new KafkaOptions(folder, port, true, classPath, heap, progress);
    }

    public KafkaOptions withProgress(Consumer<String> listener) {
        return new KafkaOptions(folder, port, throwAway, classPath, heap, listener);
    }
}
