package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How far consumer groups are, as a real broker tells it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicReadersIT {
    private static final String TOPIC = "read-by-others";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final LocalKafka broker;
    private final Admin admin;

    TopicReadersIT(@TempDir Path folder) {
        broker = LocalKafka.start(KafkaOptions.in(folder.resolve("broker")).thrownAway());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @BeforeAll
    void makeTheTopics() throws Exception {
        admin.createTopics(
                        List.of(new NewTopic(TOPIC, 2, (short) 1), new NewTopic(Topics.TURN_COMMITTED, 1, (short) 1)))
                .all()
                .get();
    }

    @AfterAll
    void close() {
        admin.close();
        broker.close();
    }

    @Test
    void intakeThatHasNotBegunIsBehind() throws Exception {
        TopicPartition turns = new TopicPartition(Topics.TURN_COMMITTED, 0);

        assertThat(behind(turns, false)).contains("memory-intake");
        assertThat(behind(new TopicPartition(Topics.CONTEXT_FETCH, 0), false)).contains("memory-context");
        assertThat(behind(turns, true)).doesNotContain("memory-intake");
        commit("memory-intake", turns, 1);
        assertThat(behind(turns, false)).doesNotContain("memory-intake");
    }

    @Test
    void aStoppedGroupIsBehindInPartitionsThatItNeverBegan() throws Exception {
        commit("stopped", FIRST, 1);

        assertThat(behind(FIRST, false)).doesNotContain("stopped");
        assertThat(behind(SECOND, false)).contains("stopped");
        assertThat(behind(SECOND, true)).doesNotContain("stopped");
    }

    @Test
    void aGroupWhosePartitionsAreBeingHandedOutIsBehindInAll() throws Exception {
        try (var joining = consumer("in-a-rebalance");
                var settled = consumer("in-a-rebalance")) {
            settled.subscribe(List.of(TOPIC));
            await().atMost(LONG).pollInSameThread().until(() -> {
                settled.poll(Duration.ofMillis(100));
                return settled.assignment().size() == 2;
            });
            joining.subscribe(List.of(TOPIC));
            // The first one does not poll any more, so that the group goes on waiting for it.
            await().atMost(LONG).pollInSameThread().until(() -> {
                joining.poll(Duration.ofMillis(100));
                return state("in-a-rebalance") == GroupState.PREPARING_REBALANCE;
            });

            assertThat(behind(FIRST, false)).contains("in-a-rebalance");
            assertThat(behind(SECOND, true)).contains("in-a-rebalance");
        }
    }

    private Collection<String> behind(TopicPartition partition, boolean forcing) throws Exception {
        return TopicReaders.of(admin, forcing).behind(partition, 1);
    }

    private void commit(String group, TopicPartition partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private GroupState state(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .values()
                .iterator()
                .next()
                .get()
                .groupState();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        group,
                        "enable.auto.commit",
                        "false",
                        "partition.assignment.strategy",
                        "org.apache.kafka.clients.consumer.RangeAssignor"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
