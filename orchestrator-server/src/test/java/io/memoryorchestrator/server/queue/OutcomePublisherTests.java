package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.TurnStored;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.IntakeResult;
import io.memoryorchestrator.server.wire.EventJson;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OutcomePublisherTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aLetterThatIsTooLargeGoesWithoutItsPayloadAndSaysWhereTheRecordIs() {
        SmallBroker broker = new SmallBroker(200);

        publisher(broker).publish(List.of(letter("default:u:s", "x".repeat(201)), letter("default:u:s", "fits")));

        assertThat(broker.history())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly(
                        "fits",
                        "{\"withheld\":\"larger than a record of memory.turn-committed.v1.dead may be\",\"bytes\":201,"
                                + "\"original\":\"memory.turn-committed.v1-3@17\"}");
        ProducerRecord<String, byte[]> cut = broker.history().getLast();
        assertThat(cut.key()).isEqualTo("default:u:s");
        assertThat(TextHeaders.of(cut.headers()))
                .containsEntry("dlt-reason", "malformed_json")
                .containsEntry("dlt-original-offset", "17")
                .doesNotContainKey("traceparent");
        assertThat(counted("memory.dead.letters", "reason", "malformed_json")).isEqualTo(2);
        assertThat(LetterHeaders.stored(SentRecords.readBack(cut, 1)).payload()).startsWith("{\"withheld\":");
    }

    @Test
    void aKeyThatIsTooLongIsNotKept() {
        SmallBroker broker = new SmallBroker(200);

        publisher(broker).publish(List.of(letter("k".repeat(5_000), "x".repeat(201))));

        assertThat(broker.history())
                .singleElement()
                .satisfies(cut -> assertThat(cut.key()).isNull());
    }

    @Test
    void anEventThatItsTopicDoesNotTakeIsALetterThatNamesTheTurn() {
        SmallBroker broker = new SmallBroker(200);
        TurnStored event = new TurnStored(HeldTurns.of("s", 1, 0).turn(), "i", NOW);

        publisher(broker)
                .publish(new IntakeResult(List.of(new IntakeResult.Stored(event, null)), List.of(), List.of()));

        assertThat(broker.history()).singleElement().satisfies(cut -> {
            assertThat(cut.topic()).isEqualTo("memory.turn-stored.v1.dead");
            assertThat(cut.key()).isEqualTo("t:u:s");
            assertThat(TextHeaders.of(cut.headers())).containsEntry("dlt-reason", "record_too_large");
            assertThat(new String(cut.value(), UTF_8))
                    .contains("\"original\":\"turn " + event.turn().id() + "\"");
        });
        assertThat(counted("memory.dead.letters", "reason", "record_too_large")).isOne();
    }

    @Test
    void whenEvenThatIsTooLargeItIsCountedAndTheBatchEnds() {
        SmallBroker broker = new SmallBroker(3);

        publisher(broker).publish(List.of(letter("default:u:s", "xxxx")));

        assertThat(broker.history()).isEmpty();
        assertThat(counted("memory.dead.letters.lost", "topic", "memory.turn-committed.v1.dead"))
                .isOne();
    }

    private OutcomePublisher publisher(SmallBroker broker) {
        return new OutcomePublisher(
                broker.producer(), new EventJson(JsonMapper.builder().build()), meters);
    }

    private double counted(String name, String tag, String value) {
        return meters.get(name).tags(List.of(Tag.of(tag, value))).counter().count();
    }

    private static DeadLetter letter(String key, String payload) {
        Map<String, String> headers = Map.of("ce_id", "mine", "traceparent", "t".repeat(2_000));
        var record = new InboundRecord(Topics.TURN_COMMITTED, 3, 17, NOW, key, headers, new byte[] {1});
        return new DeadLetter(record, "malformed_json", "not JSON", payload);
    }
}
