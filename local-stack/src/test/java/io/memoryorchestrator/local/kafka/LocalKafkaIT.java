package io.memoryorchestrator.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

    @TempDir
    private Path folder;

    @Test
    void aTakenPortIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
            KafkaOptions options = options().withPort(taken.getLocalPort());

            assertThatThrownBy(() -> ChildKafka.start(options))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("is taken");
        }
    }

    @Test
    void aChildThatCannotRunIsReportedWithTheEndOfItsLog() {
        KafkaOptions options = options().withClassPath(folder.toString());

        assertThatThrownBy(() -> ChildKafka.start(options))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("The broker did not start")
                .hasMessageContaining("KafkaBrokerMain");
    }

    @Test
    void acknowledgedRecordsSurviveAKillAndTheFolderStartsAgain() throws Exception {
        try (LocalKafka first = ChildKafka.start(options())) {
            createTopic(first, "kept");
            List<String> sent =
                    IntStream.range(0, 500).mapToObj(i -> "turn " + i).toList();
            produce(first, "kept", sent);
            String address = first.bootstrapServers();

            first.kill();
            assertThat(first.process()).isEmpty();
            first.restart();
            assertThat(first.bootstrapServers()).isEqualTo(address);
            assertThat(consume(first, "kept", 500)).isEqualTo(sent);

            assertThat(ChildKafka.start(options()).pid()).isEqualTo(first.pid());

            first.stop();
            try (LocalKafka second = ChildKafka.start(options())) {
                assertThat(second.bootstrapServers()).isEqualTo(address);
                produce(second, "kept", List.of("one more"));
                assertThat(consume(second, "kept", 501)).hasSize(501).last().isEqualTo("one more");
            }
        }
        assertThat(folder.resolve("broker")).doesNotExist();
    }

    @Test
    void recordsOfTwoMebibytesAreAccepted() throws Exception {
        LocalKafka shared = LocalKafka.forTests();
        createTopic(shared, "long-turns");

        produce(shared, "long-turns", List.of("x".repeat(2 * 1024 * 1024)));

        assertThat(consume(shared, "long-turns", 1).getFirst()).hasSize(2 * 1024 * 1024);
    }

    @Test
    void topicsAreNotMadeByWritingToThem() throws Exception {
        LocalKafka shared = LocalKafka.forTests();
        createTopic(shared, "well-spelt");
        produce(shared, "well-spelt", List.of("kept"));

        assertThatThrownBy(() -> produce(shared, "misspelt", List.of("lost?"), 5_000))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("misspelt");
    }

    @Test
    void theTestBrokerIsOneForAll() {
        assertThat(LocalKafka.forTests()).isSameAs(LocalKafka.forTests());
    }

    // Bound to this JVM, so that a failing test leaves no broker behind.
    private KafkaOptions options() {
        return KafkaOptions.in(folder.resolve("broker")).thrownAway();
    }

    private static void createTopic(LocalKafka broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produce(LocalKafka broker, String topic, List<String> values) throws Exception {
        produce(broker, topic, values, 60_000);
    }

    private static void produce(LocalKafka broker, String topic, List<String> values, int maxBlockMs) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                BrokerProperties.LARGEST_RECORD_BYTES,
                "max.block.ms",
                maxBlockMs);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var acknowledgements = values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(topic, "key", value)))
                    .toList();
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        }
    }

    private static List<String> consume(LocalKafka broker, String topic, int count) {
        List<String> values = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> values.add(each.value()));
            }
        }
        return values;
    }
}
