package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.IdentityTest;
import io.memoryorchestrator.server.testing.Rows;
import io.memoryorchestrator.server.testing.TopicReader;
import io.memoryorchestrator.server.testing.WithIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A server that takes signed records only, and what others try to write past it. */
@IdentityTest
class SignedRecordsIT {
    private static final String TURNS = "memory.turn-committed.v1";
    private static final String DEAD = TURNS + ".dead";
    private static final EnvelopeSignature STRANGER =
            new EnvelopeSignature("tests", Secret.of("another-secret-with-at-least-32-bytes"));

    private final String user = "user-" + UUID.randomUUID();
    private final String key = "default:" + user + ":s1";
    private final CanonicalStore store;
    private final Rows rows;
    private final TopicReader topics = WithIdentity.topics();
    private final Gateway gateway;

    SignedRecordsIT(
            @Autowired CanonicalStore store,
            @Value("${orchestrator.adapter.supabase.url}") String database,
            @LocalServerPort int port) {
        this.store = store;
        this.rows = new Rows(database);
        this.gateway = new Gateway(port).with(WithIdentity.SERVICE_TOKEN);
    }

    @BeforeEach
    void theServerIsReady() {
        gateway.awaitReady();
    }

    @Test
    void aProducerWithTheKeyIsBelievedAndTheLedgerSaysWhoItWas() {
        String id = UUID.randomUUID().toString();
        produce(WithIdentity.ENVELOPE_KEY, id, "service:import", "signed");

        gateway.awaitStatus(id, "STORED", "ENRICHED");
        assertThat(stored()).containsExactly("signed");
        assertThat(rows.of("select actor from memories.intents where intent_id = ?", id))
                .containsExactly("service:import");
    }

    @Test
    void whatTheGatewaySendsIsSignedAndNamesTheCaller() {
        gateway.follow("/v1/intents/turn-committed", new String(turn("over HTTP"), UTF_8), "STORED", "ENRICHED");

        ConsumerRecord<String, byte[]> sent =
                topics.records(TURNS, 1, each -> key.equals(each.key())).getFirst();
        assertThat(header(sent, "ce_actor")).isEqualTo("service:back-end");
        assertThat(header(sent, "ce_signaturekey")).isEqualTo("tests");
        assertThat(stored()).containsExactly("over HTTP");
    }

    @Test
    void unsignedForgedAndChangedRecordsAreSetAsideWithoutAnyEffect() {
        String noted = UUID.randomUUID().toString();
        topics.write(TURNS, key, turn("unsigned"), "ce_id", noted);
        produce(STRANGER, noted, "service:import", "forged");
        Map<String, String> copied = headers(WithIdentity.ENVELOPE_KEY, noted, "service:import", turn("harmless"));
        topics.write(TURNS, key, turn("changed afterwards"), flat(copied));
        produce(WithIdentity.ENVELOPE_KEY, noted, "user:default:somebody-else", "for another user");

        List<ConsumerRecord<String, byte[]>> dead = topics.records(DEAD, 4, each -> key.equals(each.key()));
        assertThat(dead)
                .extracting(each -> header(each, "dlt-reason"))
                .containsExactly("unsigned", "identity_mismatch", "identity_mismatch", "identity_mismatch");

        produce(WithIdentity.ENVELOPE_KEY, noted, "service:import", "the real one");
        gateway.awaitStatus(noted, "STORED", "ENRICHED");
        assertThat(stored()).as("nobody can fail an intent by using its id").containsExactly("the real one");
    }

    @Test
    void anOperatorCannotReplayWhatNobodyVouchesFor() {
        String id = UUID.randomUUID().toString();
        topics.write(TURNS, key, turn("unsigned"), "ce_id", id);
        produce(STRANGER, id, "service:import", "forged");
        String letters = topics.records(DEAD, 2, each -> key.equals(each.key())).stream()
                .map(each -> "\"" + each.topic() + "-" + each.partition() + "@" + each.offset() + "\"")
                .collect(Collectors.joining(","));

        JsonNode done = gateway.with(WithIdentity.OPS_TOKEN)
                .post("/v1/ops/dead-letters/replay", "{\"ids\":[" + letters + "]}")
                .json();

        assertThat(done.path("withheld").asInt()).isEqualTo(2);
        assertThat(done.path("replayed").asInt()).isZero();
        String marker = UUID.randomUUID().toString();
        produce(WithIdentity.ENVELOPE_KEY, marker, "service:import", "marker");
        gateway.awaitStatus(marker, "STORED", "ENRICHED");
        assertThat(stored()).containsExactly("marker");
    }

    private void produce(EnvelopeSignature signature, String id, String actor, String content) {
        topics.write(TURNS, key, turn(content), flat(headers(signature, id, actor, turn(content))));
    }

    private Map<String, String> headers(EnvelopeSignature signature, String id, String actor, byte[] value) {
        Map<String, String> headers = new HashMap<>(Map.of("ce_id", id, "ce_actor", actor));
        headers.putAll(signature.sign(TURNS, key, headers, value));
        return headers;
    }

    private static String[] flat(Map<String, String> headers) {
        List<String> flat = new ArrayList<>();
        headers.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return flat.toArray(String[]::new);
    }

    private List<String> stored() {
        return store.recent(SessionRef.of("default", user, "s1"), 100).stream()
                .map(Turn::content)
                .toList();
    }

    private byte[] turn(String content) {
        return ("{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"role\":\"user\","
                        + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}")
                .getBytes(UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
