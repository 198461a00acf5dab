package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.process.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The child JVM: formats the folder once and runs the broker until it is told to end.
 *
 * <p>Arguments: the broker's folder, port, controller port, and {@code with-parent} or {@code alone}. With its parent it
 * deletes the folder and ends as soon as its standard input does, which is when the parent ends, also by
 * {@code kill -9}.
 *
 * <p>This is the only class that touches Kafka's internal server classes.
 */
public final class KafkaBrokerMain {

    static final String WITH_PARENT = "with-parent";
    static final String ALONE = "alone";

    private KafkaBrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path topics = folder.resolve("topics");
        int port = Integer.parseInt(arguments[1]);
        int controllerPort = Integer.parseInt(arguments[2]);
        if (arguments[3].equals(WITH_PARENT)) {
            endWithParent(folder);
        }
        KafkaConfig config = KafkaConfig.fromProps(BrokerProperties.of(topics, port, controllerPort), false);
        formatOnce(topics, config);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static void formatOnce(Path topics, KafkaConfig config) throws Exception {
        if (Files.exists(topics.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(BrokerProperties.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(config.metadataLogDir())
                .addDirectory(topics.toString())
                .setIgnoreFormatted(true)
                .run();
    }

    private static void endWithParent(Path folder) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
                Folders.delete(folder);
            } catch (IOException | UncheckedIOException notCleared) {
                System.out.println("the folder of the test broker stays: " + notCleared.getMessage());
            } finally {
                Runtime.getRuntime().halt(0);
            }
        });
    }
}
