package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import io.memoryorchestrator.server.testing.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What operators do with records that were set aside. */
@OrchestratorTest
class DeadLettersIT {
    private static final String TOPIC = "memory.turn-committed.v1";
    private static final String LETTERS = "/v1/ops/dead-letters";

    private final String user = "user-" + UUID.randomUUID();
    private final int port;
    private final CanonicalStore store;
    private Gateway gateway;

    DeadLettersIT(@LocalServerPort int port, @Autowired CanonicalStore store) {
        this.port = port;
        this.store = store;
        this.gateway = new Gateway(port);
    }

    @BeforeEach
    void ready() {
        gateway = Gateway.ready(port);
    }

    @Test
    void aLetterIsListedByReasonAndShownRedacted() {
        String id = setAside("{\"mail\": \"mira@letters.example\", broken");

        JsonNode group = group("malformed_json");
        assertThat(group.path("open").asInt()).isPositive();
        assertThat(group.path("firstSeen").asString()).isNotEmpty();
        JsonNode letter = show(id);
        assertThat(letter.path("state").asString()).isEqualTo("OPEN");
        assertThat(letter.path("payload").asString()).contains("[EMAIL]").doesNotContain("mira@");
        assertThat(letter.path("headers").path("dlt-original-topic").asString()).isEqualTo(TOPIC);
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndDoesNothing() {
        String id = setAside("{broken");

        JsonNode plan = replay(id, true);

        assertThat(plan.path("replayed").asInt()).isEqualTo(1);
        assertThat(show(id).path("state").asString()).isEqualTo("OPEN");
    }

    @Test
    void aLetterThatComesBackIsOneLetterWithACounter() {
        String first = setAside("{broken");

        assertThat(replay(first, false).path("replayed").asInt()).isEqualTo(1);
        String second =
                await().atMost(Duration.ofSeconds(40)).until(this::latest, id -> !id.isEmpty() && !id.equals(first));
        assertThat(replay(second, false).path("replayed").asInt()).isEqualTo(1);
        String third =
                await().atMost(Duration.ofSeconds(40)).until(this::latest, id -> !id.isEmpty() && !id.equals(second));

        assertThat(show(first).path("state").asString()).isEqualTo("REPLAYED");
        JsonNode letter = show(third);
        assertThat(letter.path("replays").asInt()).isEqualTo(2);
        assertThat(letter.path("root").asString()).isEqualTo(first);
        assertThat(group("malformed_json").path("looping").asInt()).isPositive();
        assertThat(replay(first, false).path("replayed").asInt())
                .as("a letter replayed twice")
                .isZero();
    }

    @Test
    void aLetterOfAnErasedUserIsSuppressed() {
        String id = setAside("{broken");
        ((Stewardship) store).erasures().erase(UUID.randomUUID(), new UserRef("default", user), "test");

        assertThat(replay(id, true).path("letters").get(0).path("outcome").asString())
                .isEqualTo("suppressed");
        assertThat(replay(id, false).path("suppressed").asInt()).isEqualTo(1);

        JsonNode letter = show(id);
        assertThat(letter.path("state").asString()).isEqualTo("SUPPRESSED");
        assertThat(letter.path("because").asString()).isEqualTo("user erased");
    }

    @Test
    void discardingKeepsWhyAndAsksForIt() {
        String id = setAside("{broken");

        var refused = gateway.post(LETTERS + "/discard", "{\"ids\":[\"" + id + "\"]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asString()).isEqualTo("invalid_field");
        var done =
                gateway.post(LETTERS + "/discard", "{\"ids\":[\"" + id + "\"],\"because\":\"the producer is mended\"}");

        assertThat(done.json().path("discarded").asInt()).isEqualTo(1);
        assertThat(show(id).path("because").asString()).isEqualTo("the producer is mended");
        assertThat(show(id).path("by").asString()).isEqualTo("development");
        assertThat(replay(id, false).path("replayed").asInt()).isZero();
    }

    @Test
    void whoMeansAllHasToSaySoAndWhatIsNotThereIsSaid() {
        assertThat(gateway.post(LETTERS + "/replay", "{}").status()).isEqualTo(400);
        assertThat(gateway.post(LETTERS + "/replay", "{\"all\":true,\"limit\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.get(LETTERS + "/no-such-letter").status()).isEqualTo(404);
        assertThat(gateway.get(LETTERS + "/" + TOPIC + ".dead-0@999999").status())
                .isEqualTo(404);
    }

    /** @return the letter's id */
    private String setAside(String value) {
        TopicReader.produce(TOPIC, key(), value.getBytes(UTF_8));
        return await().atMost(Duration.ofSeconds(40)).until(this::latest, id -> !id.isEmpty());
    }

    private String key() {
        return "default:" + user + ":s";
    }

    /** The newest open letter of this test's user, or nothing. */
    private String latest() {
        JsonNode groups = gateway.get(LETTERS).json().path("groups");
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("latest").spliterator(), false))
                .map(JsonNode::asString)
                .filter(id -> show(id).path("key").asString("").equals(key()))
                .findFirst()
                .orElse("");
    }

    private JsonNode group(String reason) {
        JsonNode groups = gateway.get(LETTERS).json().path("groups");
        return StreamSupport.stream(groups.spliterator(), false)
                .filter(group -> group.path("reason").asString().equals(reason)
                        && group.path("topic").asString().equals(TOPIC))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode show(String id) {
        return gateway.get(LETTERS + "/" + id).json();
    }

    private JsonNode replay(String id, boolean dryRun) {
        return gateway.post(
                        LETTERS + "/replay", "{\"ids\":" + List.of("\"" + id + "\"") + ",\"dryRun\":" + dryRun + "}")
                .json();
    }
}
