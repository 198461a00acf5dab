package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import io.memoryorchestrator.server.testing.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OrchestratorTest
class IntentsOverKafkaIT {
    private static final String TURNS = "memory.turn-committed.v1";
    private static final String EVENTS = "memory.turn-stored.v1";
    private static final String SYNC = "memory.session-sync.v1";

    private final String user = "user-" + UUID.randomUUID();
    private final String key = "default:" + user + ":s1";
    private final CanonicalStore store;
    private final int port;

    IntentsOverKafkaIT(@Autowired CanonicalStore store, @LocalServerPort int port) {
        this.store = store;
        this.port = port;
    }

    @BeforeEach
    void theServerIsReady() {
        Gateway.ready(port);
    }

    @Test
    void rawPersonalDataOfADirectProducerReachesNeitherStoreNorEvent() {
        TopicReader.produce(TURNS, key, turn(1, "call me at +44 20 7946 0958 or mail x.y@z.example"));

        awaitStored(1);

        assertThat(stored().getFirst().content()).contains("[EMAIL]").doesNotContain("x.y@z");
        List<ConsumerRecord<String, byte[]>> events = TopicReader.read(EVENTS, 1, record -> key.equals(record.key()));
        assertThat(new String(events.getFirst().value(), UTF_8))
                .doesNotContain("x.y@z")
                .doesNotContain("7946");
    }

    @Test
    void oneRecordDeliveredTenTimesIsOneTurn() {
        for (int i = 0; i < 10; i++) {
            TopicReader.produce(TURNS, key, turn(1, "again and again"), "ce_id", "same-" + user);
        }
        TopicReader.produce(TURNS, key, turn(2, "marker"));

        awaitStored(2);

        assertThat(stored()).extracting(Turn::content).containsExactly("again and again", "marker");
    }

    @Test
    void aTurnThatComesAgainWithOtherMetadataIsPublishedAsItIsStored() {
        for (String source : List.of("phone", "tablet")) {
            byte[] turn = ("{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"turnId\":\"t1\",\"role\":\"user\","
                            + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"the same words\",\"metadata\":{\"source\":\""
                            + source + "\"}}")
                    .getBytes(UTF_8);
            TopicReader.produce(TURNS, key, turn);
        }

        List<ConsumerRecord<String, byte[]>> events =
                TopicReader.read("memory.turn-stored.v1", 2, record -> key.equals(record.key()));

        assertThat(events)
                .allSatisfy(event -> assertThat(new String(event.value(), UTF_8))
                        .contains("phone")
                        .doesNotContain("tablet"));
        assertThat(stored().getFirst().metadata()).containsEntry("source", "phone");
    }

    @Test
    void poisonIsSetAsideRedactedAndThePartitionMovesOn() {
        TopicReader.produce(TURNS, key, "{\"content\": \"mail me at p.q@r.example\"".getBytes(UTF_8));
        TopicReader.produce(TURNS, key, new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});
        TopicReader.produce(TURNS, key, turn(1, "good"), "ce_type", "io.memoryorchestrator.turn-committed.v2");
        TopicReader.produce(TURNS, key, turn(2, "good"));

        awaitStored(1);

        List<ConsumerRecord<String, byte[]>> dead =
                TopicReader.read(TURNS + ".dead", 3, record -> key.equals(record.key()));
        assertThat(dead)
                .extracting(record -> header(record, "dlt-reason"))
                .containsExactly("malformed_json", "malformed_json", "unsupported_version");
        assertThat(dead).allSatisfy(record -> {
            assertThat(new String(record.value(), UTF_8)).doesNotContain("p.q@r");
            assertThat(header(record, "dlt-original-topic")).isEqualTo(TURNS);
            assertThat(header(record, "dlt-detail")).isNotBlank();
        });
    }

    @Test
    void aRecordThatIsTooLargeToBeSetAsideWholeHoldsNobodyUp() {
        byte[] large = ("{ " + "word ".repeat(1_200_000)).getBytes(UTF_8);
        TopicReader.produceCompressed(TURNS, key, large);
        TopicReader.produce(TURNS, key, turn(1, "behind it"));

        awaitStored(1);

        ConsumerRecord<String, byte[]> letter = TopicReader.read(TURNS + ".dead", 1, record -> key.equals(record.key()))
                .getFirst();
        String place =
                TURNS + "-" + header(letter, "dlt-original-partition") + "@" + header(letter, "dlt-original-offset");
        assertThat(header(letter, "dlt-reason")).isEqualTo("malformed_json");
        assertThat(new String(letter.value(), UTF_8)).contains("\"withheld\"", "\"" + place + "\"");
    }

    @Test
    void aMangledEventIsSetAsideAndTheStagesMoveOn() {
        TopicReader.produce(EVENTS, key, "{\"turnId\": broken".getBytes(UTF_8));
        TopicReader.produce(EVENTS, key, event("none", "write to p.q@r.example"));

        // The event of this turn is behind the other two in their partition.
        Gateway.ready(port).follow("/v1/intents/turn-committed", new String(turn(1, "behind them"), UTF_8), "ENRICHED");

        for (String reason : List.of("malformed_json", "invalid_field")) {
            assertThat(TopicReader.read(
                            EVENTS + ".dead",
                            1,
                            record -> key.equals(record.key()) && reason.equals(header(record, "dlt-reason"))))
                    .allSatisfy(letter ->
                            assertThat(new String(letter.value(), UTF_8)).doesNotContain("p.q@r"));
        }
    }

    @Test
    void aTranscriptSyncedOverKafkaAddsOnlyWhatIsMissing() {
        TopicReader.produce(TURNS, key, turn(0, "hello"));
        awaitStored(1);

        byte[] transcript = ("{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"turns\":["
                        + "{\"role\":\"user\",\"content\":\"hello\"},{\"role\":\"assistant\",\"content\":\"hi there\"},"
                        + "{\"role\":\"user\",\"content\":\"hello\"}]}")
                .getBytes(UTF_8);
        TopicReader.produce(SYNC, key, transcript);
        TopicReader.produce(SYNC, key, transcript);
        awaitStored(3);
        TopicReader.produce(TURNS, key, turn(99, "marker"));
        awaitStored(4);

        assertThat(stored()).extracting(Turn::content).containsExactly("hello", "hi there", "hello", "marker");
    }

    @Test
    void aQuestionOverKafkaIsAnsweredOnItsReplyTopicWithItsCorrelationId() {
        TopicReader.produce(TURNS, key, turn(1, "The spare key hangs behind the cellar door"));
        awaitStored(1);

        String correlation = UUID.randomUUID().toString();
        TopicReader.produce(
                "memory.context-fetch.v1",
                key,
                ("{\"userId\":\"" + user + "\",\"query\":\"where is the spare key\",\"deadlineMs\":5000,"
                                + "\"explain\":true}")
                        .getBytes(UTF_8),
                "kafka_correlationId",
                correlation);

        List<ConsumerRecord<String, byte[]>> replies = TopicReader.read(
                "memory.context-fetched.v1", 1, record -> correlation.equals(header(record, "kafka_correlationId")));
        assertThat(new String(replies.getFirst().value(), UTF_8))
                .contains("cellar door")
                .contains("\"explanations\":[{");
    }

    @Test
    void aQuestionThatWantsItsReplyOnAnyTopicIsRefusedOnTheUsualOne() {
        String correlation = UUID.randomUUID().toString();

        TopicReader.produce(
                "memory.context-fetch.v1",
                key,
                ("{\"userId\":\"" + user + "\",\"query\":\"where is the spare key\"}").getBytes(UTF_8),
                "kafka_correlationId",
                correlation,
                "kafka_replyTopic",
                TURNS);

        List<ConsumerRecord<String, byte[]>> replies = TopicReader.read(
                "memory.context-fetched.v1", 1, record -> correlation.equals(header(record, "kafka_correlationId")));
        assertThat(new String(replies.getFirst().value(), UTF_8)).contains("reply_topic_refused");
        assertThat(TopicReader.read("memory.context-fetch.v1.dead", 1, record -> key.equals(record.key())))
                .extracting(record -> header(record, "dlt-reason"))
                .containsExactly("reply_topic_refused");
    }

    private void awaitStored(int count) {
        await().atMost(Duration.ofSeconds(40)).until(() -> stored().size() >= count);
    }

    private List<Turn> stored() {
        return store.recent(SessionRef.of("default", user, "s1"), 100);
    }

    private byte[] event(String turnId, String content) {
        return ("{\"turnId\":\"" + turnId + "\",\"tenantId\":\"default\",\"userId\":\"" + user
                        + "\",\"sessionId\":\"s1\",\"position\":1,\"role\":\"user\",\"content\":\"" + content
                        + "\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"storedAt\":\"2026-02-03T04:05:06Z\","
                        + "\"intentId\":\"i\"}")
                .getBytes(UTF_8);
    }

    private byte[] turn(int seq, String content) {
        return ("{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"seq\":" + seq
                        + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}")
                .getBytes(UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
