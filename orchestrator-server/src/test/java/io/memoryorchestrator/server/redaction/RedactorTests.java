package io.memoryorchestrator.server.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
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

    @Test
    void whatTheNameOfAFieldMakesPersonalIsTakenOut() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("password", "hunter2");
        metadata.put("userPassword", "correct horse battery");
        metadata.put("pin", 4711L);
        metadata.put("dateOfBirth", "1984-05-03");
        metadata.put("birth_dates", List.of("1984-05-03", "no date"));
        metadata.put("profile", Map.of("passport-number", "X1234567"));

        assertThat(redact("hello", metadata).metadata())
                .isEqualTo(Map.of(
                        "password", "[PASSWORD]",
                        "userPassword", "[PASSWORD]",
                        "pin", "[PASSWORD]",
                        "dateOfBirth", "[BIRTH_DATE]",
                        "birth_dates", List.of("[BIRTH_DATE]", "no date"),
                        "profile", Map.of("passport-number", "[PASSPORT]")));
    }

    @Test
    void coordinatesAreFoundInTheirTwoFields() {
        Map<String, @Nullable Object> metadata = Map.of(
                "place", Map.of("lat", 52.520008, "lon", 13.404954),
                "text", Map.of("latitude", "-33.856784", "longitude", "151.215297"),
                "coordinates", List.of(-122.419416, 37.774929));

        assertThat(redact("hello", metadata).metadata())
                .isEqualTo(Map.of(
                        "place", Map.of("lat", "[GEO]", "lon", "[GEO]"),
                        "text", Map.of("latitude", "[GEO]", "longitude", "[GEO]"),
                        "coordinates", List.of("[GEO]", "[GEO]")));
    }

    @Test
    void ordinaryFieldsStayAsTheyAre() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("version", "1.2.3");
        metadata.put("count", 17L);
        metadata.put("ratio", 0.5);
        metadata.put("score", 0.4111111111111111);
        metadata.put("createdAt", "2026-02-03T04:05:06Z");
        metadata.put("id", "X1234567");
        metadata.put("accountId", "12345678");
        metadata.put("cacheKey", "7c9e6679-7425-40de-a46b-e07fc1f90ae7");
        metadata.put("totalTokens", 4096L);
        metadata.put("text", "see 20260203 and 12345678");
        metadata.put("zoom", Map.of("lat", 52.5, "lon", 13.4));
        metadata.put("embedding", List.of(0.123456, 0.234567));

        assertThat(redact("hello", metadata).metadata()).isEqualTo(metadata);
    }

    @Test
    void aNameNeverHidesWhatIsFoundWithoutIt() {
        assertThat(redact("hello", Map.of("orderVersion", "4111 1111 1111 1111", "ticketPhone", "+44 20 7946 0991"))
                        .metadata())
                .isEqualTo(Map.of("orderVersion", "[CARD]", "ticketPhone", "[PHONE]"));
    }

    @Test
    void redactingFieldsTwiceChangesNothingMore() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("password", "ann.lee@mail.example and hunter2, or so");
        metadata.put("password ann.lee@mail.example", "hunter2");
        metadata.put("password bob.ray@mail.example", "hunter2");
        metadata.put("dob", "1984-05-03 or 1984-05-04 or 1984-05-05");
        metadata.put("passport", "X1234567, before Y7654321 " + "and on ".repeat(139));
        metadata.put("lat", 52.520008);
        metadata.put("lng", 13.404954);
        metadata.put("iban", 12345678L);

        SpokenTurn once = redact("hello", metadata);

        assertThat(once.metadata()).doesNotContainValue(12345678L);
        assertThat(once.metadata().toString()).doesNotContain("52.52", "1984", "ann.lee");
        assertThat(redact("hello", once.metadata()).metadata()).isEqualTo(once.metadata());
    }

    @Test
    void dataOfSessionsAndValuesOfNodesAreReadInTheSameLight() {
        UserRef user = new UserRef("acme", "ann");

        assertThat(redactor.object(user, Map.of("passcode", "hunter2"))).isEqualTo(Map.of("passcode", "[PASSWORD]"));
        assertThat(redactor.value(user, Map.of("dob", "1984-05-03"))).isEqualTo(Map.of("dob", "[BIRTH_DATE]"));
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
