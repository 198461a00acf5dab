package io.memoryorchestrator.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.process.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class KafkaTurnSenderIT {

    private static final String TOPIC = "memory.turn-committed.v1";

    private final SendTally tally = new SendTally(new Console(System.out, System.err, false, false));

    @Test
    void aBrokerThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> {
                    try (TurnSender sender =
                            new KafkaTurnSender(Ports.LOOPBACK + ":" + Ports.free(), tally, done -> {})) {
                        sender.send(turn("one"));
                    }
                })
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("did not take everything")
                .hasMessageContaining("send the same file again");
    }

    @Test
    void turnsTravelAsCloudEventsKeyedBySession() throws Exception {
        LocalKafka broker = LocalKafka.forTests();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }

        try (TurnSender sender = new KafkaTurnSender(broker.bootstrapServers(), tally, done -> {})) {
            sender.send(turn("one"));
            sender.send(turn("two"));
        }

        List<ConsumerRecord<String, String>> records = read(broker, 2);
        assertThat(records).extracting(ConsumerRecord::key).containsOnly("default:ada:trip");
        assertThat(records)
                .extracting(each ->
                        Json.MAPPER.readTree(each.value()).path("content").asString())
                .containsExactly("one", "two");
        assertThat(records).extracting(each -> header(each, "ce_id")).isEqualTo(tally.intentIds());
        assertThat(records.getFirst()).satisfies(first -> {
            assertThat(header(first, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(first, "ce_type")).isEqualTo("io.memoryorchestrator.turn-committed.v1");
            assertThat(header(first, "ce_source")).isEqualTo("/memctl");
            assertThat(header(first, "ce_time")).endsWith("Z");
            assertThat(header(first, "content-type")).isEqualTo("application/json");
        });
    }

    private static List<ConsumerRecord<String, String>> read(LocalKafka broker, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (records.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "absent" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static TurnLine turn(String content) {
        return new TurnLine(
                1,
                Json.MAPPER
                        .createObjectNode()
                        .put("userId", "ada")
                        .put("sessionId", "trip")
                        .put("content", content));
    }
}
