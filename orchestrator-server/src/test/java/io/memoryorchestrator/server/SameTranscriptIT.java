package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OrchestratorTest;
import io.memoryorchestrator.server.testing.Rows;
import io.memoryorchestrator.server.testing.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@OrchestratorTest
class SameTranscriptIT {
    private static final int TURNS = 20;

    private final String user = "user-" + UUID.randomUUID();
    private final Rows rows;
    private final int port;

    SameTranscriptIT(@Value("${orchestrator.adapter.supabase.url}") String url, @LocalServerPort int port) {
        this.rows = new Rows(url);
        this.port = port;
    }

    @Test
    void sentTwiceOverHttpAndTwiceThroughKafkaItLeavesOneRowAndOneVectorForEachTurn() {
        Gateway gateway = Gateway.ready(port);
        List<String> turns = IntStream.range(0, TURNS).mapToObj(this::turn).toList();

        for (int round = 0; round < 2; round++) {
            turns.forEach(turn -> assertAccepted(gateway.post("/v1/intents/turn-committed", turn)));
            turns.forEach(turn ->
                    TopicReader.produce("memory.turn-committed.v1", "default:" + user + ":s1", turn.getBytes(UTF_8)));
            assertAccepted(gateway.post("/v1/intents/session-sync", transcript(turns)));
        }
        gateway.follow("/v1/intents/turn-committed", turn(TURNS), "ENRICHED");
        await().atMost(Duration.ofSeconds(40)).until(() -> vectors().size() == TURNS + 1);

        assertThat(rows.of("""
                        select t.position::text
                        from memories.turns t
                        join memories.users u using (user_id)
                        where u.external_id = ?
                        order by t.position
                        """, user))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, TURNS)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(vectors()).doesNotHaveDuplicates();
    }

    @Test
    void whatNoDatabaseCanKeepAsItIsIsRecognisedWhenTheTranscriptComesWithoutTimes() {
        Gateway gateway = Gateway.ready(port);
        List<String> said = List.of("a nothing \\u0000 in it", "a cut emoji \\ud83d");
        said.forEach(words -> gateway.follow(
                "/v1/intents/turn-committed",
                "{\"userId\":\"" + user
                        + "\",\"sessionId\":\"s1\",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\","
                        + "\"content\":\"" + words + "\"}",
                "STORED",
                "ENRICHED"));

        gateway.follow(
                "/v1/intents/session-sync",
                transcript(said.stream()
                        .map(words -> "{\"role\":\"user\",\"content\":\"" + words + "\"}")
                        .toList()),
                "STORED",
                "ENRICHED",
                "SKIPPED");

        assertThat(rows.of("""
                        select t.turn_id::text
                        from memories.turns t
                        join memories.users u using (user_id)
                        where u.external_id = ?
                        """, user)).hasSize(2);
    }

    private static void assertAccepted(Gateway.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private List<String> vectors() {
        return rows.of("""
                select e.turn_id::text
                from memories.turn_embeddings e
                join memories.users u using (user_id)
                where u.external_id = ?
                """, user);
    }

    private String turn(int seq) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"seq\":" + seq + ",\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"This is line number " + seq + "\"}";
    }

    private String transcript(List<String> turns) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"turns\":[" + String.join(",", turns) + "]}";
    }
}
