package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.server.testing.RawTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** What readers must have read before a user's records are gone, as a real broker tells it. */
class TopicEraserIT {
    private static final String RETRIES = Topics.TURN_STORED + ".retry-1";
    private static final String GROUP = "a-reader";
    private static final UserRef ERASED = new UserRef("t", "ada");

    private final LocalKafka broker;
    private final Admin admin;
    private final RawTopics topics;

    TopicEraserIT(@TempDir Path folder) {
        broker = LocalKafka.start(KafkaOptions.in(folder.resolve("broker")).thrownAway());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        topics = new RawTopics(broker.bootstrapServers());
    }

    @BeforeEach
    void makeTheTopics() throws Exception {
        admin.createTopics(List.of(new NewTopic(Topics.TURN_STORED, 1, (short) 1), new NewTopic(RETRIES, 1, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void close() {
        admin.close();
        broker.close();
    }

    @Test
    void aReaderThatIsAlwaysALittleBehindHoldsNothingUp() throws Exception {
        write(Topics.TURN_STORED, "of-ada", "of-bob");
        read(Topics.TURN_STORED, 1);
        Step first = purge(Map.of());
        write(Topics.TURN_STORED, "later");
        read(Topics.TURN_STORED, 2);

        // By another process, which knows what was noted and nothing else.
        Step second = purge(first.noted());

        assertThat(first.state()).isEqualTo(Step.State.PENDING);
        assertThat(first.detail()).contains(GROUP);
        assertThat(second.state()).isEqualTo(Step.State.DONE);
        assertThat(second.noted()).isEmpty();
        assertThat(topics.holding("of-")).isEmpty();
        assertThat(topics.countOf(Topics.TURN_STORED)).isOne();
    }

    @Test
    void aRecordThatADeliveryUnderWayPutBehindTheNoteIsGoneAsWell() throws Exception {
        write(RETRIES, "of-ada");
        read(RETRIES, 0);
        Step first = purge(Map.of());
        write(RETRIES, "of-ada, once more");
        read(RETRIES, 1);
        Step second = purge(first.noted());
        write(RETRIES, "of-bob");
        read(RETRIES, 2);

        Step third = purge(second.noted());

        assertThat(List.of(first.state(), second.state(), third.state()))
                .containsExactly(Step.State.PENDING, Step.State.PENDING, Step.State.DONE);
        assertThat(topics.holding("of-ada")).isEmpty();
        assertThat(topics.holding("of-bob")).hasSize(1);
    }

    @Test
    void whatIsNotedOutlastsABrokerThatIsAway() {
        Map<String, Long> noted = Map.of("round", 2L, "begun", 1L, RETRIES + "-0", 7L);
        broker.close();

        Step step = purge(noted);

        assertThat(step.state()).isEqualTo(Step.State.PENDING);
        assertThat(step.noted()).isEqualTo(noted);
    }

    private Step purge(Map<String, Long> noted) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "default.api.timeout.ms", "5000",
                "request.timeout.ms", "2000");
        var copies =
                new DeadLetterCopies(new DefaultKafkaConsumerFactory<>(settings), new SmallBroker(1_000).producer());
        return new TopicEraser(() -> settings, copies, Duration.ofMillis(100)).purge(ERASED, noted, false);
    }

    private void write(String topic, String... values) {
        for (String value : values) {
            topics.produce(topic, "key", value);
        }
    }

    private void read(String topic, long upTo) throws Exception {
        admin.alterConsumerGroupOffsets(GROUP, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(upTo)))
                .all()
                .get();
    }
}
