package io.memoryorchestrator.server.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnLabels;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactorTests {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Redactor redactor = new Redactor(RedactionPolicies.standard(), meters);

    @Test
    void personalDataInNestedMetadataIsTakenOutToo() {
        Map<String, @Nullable Object> metadata = Map.of("contact", Map.of("mails", List.of("ann.lee@mail.example", 7)));

        SpokenTurn redacted = redact("hello", metadata);

        assertThat(redacted.metadata().toString()).doesNotContain("ann.lee").contains("7");
    }

    @Test
    void redactingTwiceChangesNothingMore() {
        SpokenTurn once = redact("write to ann.lee@mail.example or pay with 4111 1111 1111 1111", Map.of());

        SpokenTurn twice = redact(once.content(), Map.of());

        assertThat(once.content()).doesNotContain("ann.lee").doesNotContain("4111");
        assertThat(twice.content()).isEqualTo(once.content());
    }

    @Test
    void countsAreMeteredByTypeAndNeverByValue() {
        redact("write to ann.lee@mail.example", Map.of());

        assertThat(meters.get("memory.redactions")
                        .tags("type", "EMAIL", "detector", "email")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.getMetersAsString()).doesNotContain("ann.lee");
    }

    @Test
    void fileNamesAndToolOutputsAreTextLikeAnyOther() {
        Map<String, @Nullable Object> metadata = Map.of(
                "attachments",
                List.of(
                        Map.of("fileName", "scan_4111111111111111_final.pdf"),
                        Map.of("fileName", "Invoice ann.lee@mail.example.pdf"),
                        Map.of("fileName", "GB82WEST12345698765432-statement.csv")),
                "tool",
                Map.of("name", "crm.lookup", "output", "{\"phone\":\"+44 20 7946 0991\",\"error\":null}"));

        String redacted = redact("done", metadata).metadata().toString();

        assertThat(redacted)
                .doesNotContain("4111", "ann.lee", "WEST", "7946")
                .contains("_final.pdf", "-statement.csv", "crm.lookup", "\"error\":null");
    }

    @Test
    void whatATypedToolTurnSaysIsRedacted() {
        SpokenTurn turn = new SpokenTurn(
                null, 1L, Role.TOOL, "found: ann.lee@mail.example, card=4111-1111-1111-1111", NOW, Map.of(), null);

        assertThat(redact(turn).content()).isEqualTo("found: [EMAIL], card=[CARD]");
    }

    @Test
    void namesOfMetadataFieldsAreRedactedAndNoneIsLost() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("ann.lee@mail.example", 1);
        metadata.put("bob.ray@mail.example", 2);

        assertThat(redact("hello", metadata).metadata()).isEqualTo(Map.of("[EMAIL]", 1, "[EMAIL]#2", 2));
    }

    private SpokenTurn redact(String content, Map<String, @Nullable Object> metadata) {
        return redact(new SpokenTurn(null, 1L, Role.USER, content, NOW, metadata, null));
    }

    private SpokenTurn redact(SpokenTurn turn) {
        IntentEnvelope envelope = new IntentEnvelope(
                "i1", "/test", NOW, new TurnCommitted(SessionRef.of("acme", "ann", "s1"), TurnLabels.NONE, turn, null));
        return ((TurnCommitted) redactor.redact(envelope).envelope().intent()).turn();
    }
}
