package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.EnvelopeCheck;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.wire.IntentReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LetterHeadersTests {
    private static final String TURN = "{\"userId\":\"u\",\"sessionId\":\"s\",\"role\":\"user\",\"content\":\"hello\","
            + "\"occurredAt\":\"2026-02-03T04:05:06Z\"}";

    private final RecordDecoder decoder = new RecordDecoder(
            new IntentReader(JsonMapper.builder().build(), "default", 1_000), new EnvelopeCheck(Map.of()));

    @Test
    void whatIsReplayedKeepsTheIdAndTheTimeThatItsRecordHadWithoutSayingSo() {
        InboundRecord original = original(Map.of());

        IntentEnvelope replayed = decoder.decode(replayed(original), IntentType.TURN_COMMITTED);

        IntentEnvelope before = decoder.decode(original, IntentType.TURN_COMMITTED);
        assertThat(replayed.id()).isEqualTo(before.id()).isEqualTo(Topics.TURN_COMMITTED + "-0@17");
        assertThat(replayed.time()).isEqualTo(before.time()).isEqualTo(NOW);
    }

    @Test
    void whatItsSenderSaidIsKept() {
        InboundRecord original = original(Map.of("ce_id", "mine", "ce_time", "2026-01-01T00:00:00Z"));

        assertThat(replayed(original).headers())
                .containsEntry("ce_id", "mine")
                .containsEntry("ce_time", "2026-01-01T00:00:00Z");
    }

    @Test
    void aLetterThatIsMovedIsKnownByItsFirstPlace() {
        var sent = LetterHeaders.dead(new DeadLetter(original(Map.of()), "unforeseen", "", TURN));
        var letter = LetterHeaders.stored(SentRecords.readBack(sent, 4));

        var moved = LetterHeaders.copy(SentRecords.readBack(sent, 4));
        var again = LetterHeaders.copy(SentRecords.readBack(moved, 7));
        var after = LetterHeaders.stored(SentRecords.readBack(again, 9));

        assertThat(after.id()).endsWith("-0@9");
        assertThat(after.firstId())
                .isEqualTo(letter.firstId())
                .isEqualTo(letter.id())
                .endsWith("-0@4");
        assertThat(after.root()).isEqualTo(letter.root());
        assertThat(after.payload()).isEqualTo(letter.payload());
    }

    private static InboundRecord original(Map<String, String> headers) {
        return new InboundRecord(Topics.TURN_COMMITTED, 0, 17, NOW, "default:u:s", headers, TURN.getBytes(UTF_8));
    }

    /** Set aside, read from the dead letters, and put back. */
    private static InboundRecord replayed(InboundRecord original) {
        var letter = LetterHeaders.dead(new DeadLetter(original, "unforeseen", "", TURN));
        var replay = LetterHeaders.replay(LetterHeaders.stored(SentRecords.readBack(letter, 4)));
        return TextHeaders.inbound(SentRecords.readBack(replay, 99));
    }
}
