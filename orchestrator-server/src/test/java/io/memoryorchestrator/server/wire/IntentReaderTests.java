package io.memoryorchestrator.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.TurnCommitted;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IntentReaderTests {
    private final IntentReader reader = new IntentReader(JsonMapper.builder().build(), "acme", 1_000);

    @Test
    void everyFaultyFieldIsNamedAtOnce() {
        WireException refused = refuse("""
                {"sessionId": 7, "role": "narrator", "content": "hi", "occurredAt": "yesterday", "seq": "one"}
                """);

        assertThat(refused.fault()).isEqualTo(WireFault.INVALID_FIELD);
        assertThat(refused.fields())
                .extracting(WireException.FieldFault::field)
                .contains("userId", "sessionId", "role", "occurredAt", "seq");
    }

    @Test
    void aFaultNeverQuotesWhatTheSenderWrote() {
        WireException refused = refuse("""
                {"userId": "u", "sessionId": "s", "role": "secret-4711", "content": "x", "occurredAt": "secret-4711"}
                """);

        assertThat(refused.getMessage()).doesNotContain("4711");
    }

    @Test
    void aWeightThatThereIsNotIsRefusedWithTheNamesThatThereAre() {
        WireException refused = catchThrowableOfType(
                WireException.class,
                () -> reader.read(IntentType.CONTEXT_FETCH, reader.parse("""
                                {"userId": "u", "weights": {"secret-4711": 1}}
                                """.getBytes(StandardCharsets.UTF_8))));

        assertThat(refused.fields()).extracting(WireException.FieldFault::field).containsExactly("weights");
        assertThat(refused.getMessage()).contains("recency", "words-window").doesNotContain("4711");
    }

    @Test
    void brokenJsonIsRefusedWithoutQuotingIt() {
        WireException refused = catchThrowableOfType(
                WireException.class,
                () -> reader.parse("{\"content\": \"me@home.example".getBytes(StandardCharsets.UTF_8)));

        assertThat(refused.fault()).isEqualTo(WireFault.MALFORMED_JSON);
        assertThat(refused.getMessage()).doesNotContain("home");
    }

    @Test
    void contentIsMeasuredInBytesAndNotInCharacters() {
        String wide = "я".repeat(600);

        WireException refused = refuse(turn(wide));

        assertThat(refused.fault()).isEqualTo(WireFault.CONTENT_TOO_LARGE);
    }

    @Test
    void anIntentWithoutATenantBelongsToTheDefaultOne() {
        TurnCommitted committed = (TurnCommitted) reader.read(
                IntentType.TURN_COMMITTED, reader.parse(turn("hello").getBytes(StandardCharsets.UTF_8)));

        assertThat(committed.session().user().tenantId()).isEqualTo("acme");
    }

    @Test
    void aBackfillOfEverythingHasToSaySo() {
        WireException refused = catchThrowableOfType(
                WireException.class,
                () -> reader.read(IntentType.SESSION_BACKFILL, reader.parse("""
                                {"scope": {}, "targets": ["embeddings"]}
                                """.getBytes(StandardCharsets.UTF_8))));

        assertThat(refused.fields()).extracting(WireException.FieldFault::field).containsExactly("scope");
    }

    @Test
    void aBackfillOfASessionNamesItsUserToo() {
        WireException refused = catchThrowableOfType(
                WireException.class,
                () -> reader.read(IntentType.SESSION_BACKFILL, reader.parse("""
                                {"scope": {"sessionId": "s"}, "targets": ["embeddings"]}
                                """.getBytes(StandardCharsets.UTF_8))));

        assertThat(refused.fields())
                .extracting(WireException.FieldFault::message)
                .containsExactly(
                        "must name a tenant, a user, or a session together with its user, or say \"all\": true");
    }

    private static String turn(String content) {
        return "{\"userId\": \"u\", \"sessionId\": \"s\", \"role\": \"user\", \"occurredAt\": \"2026-01-01T00:00:00Z\","
                + " \"content\": \"" + content + "\"}";
    }

    private WireException refuse(String json) {
        return catchThrowableOfType(
                WireException.class,
                () -> reader.read(IntentType.TURN_COMMITTED, reader.parse(json.getBytes(StandardCharsets.UTF_8))));
    }
}
