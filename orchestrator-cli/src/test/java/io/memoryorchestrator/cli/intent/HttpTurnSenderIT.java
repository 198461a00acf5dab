package io.memoryorchestrator.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.http.ApiException;
import io.memoryorchestrator.cli.http.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class HttpTurnSenderIT {

    private final MockWebServer server = new MockWebServer();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SendTally tally = new SendTally(new Console(
            new PrintStream(OUT_OF_SIGHT, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false));
    private final List<JsonNode> taken = new ArrayList<>();

    private static final ByteArrayOutputStream OUT_OF_SIGHT = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneBadTurnIsNamedAndTheOthersGetThroughInOrder() {
        answer((number, envelopes) -> {
            for (JsonNode each : envelopes) {
                if (each.path("data").path("content").asString().isEmpty()) {
                    return problem(400, "invalid_field", "content must not be blank");
                }
            }
            return accept(envelopes);
        });

        try (TurnSender sender = sender(Duration.ofSeconds(5))) {
            sender.send(turn(1, "s", "one"));
            sender.send(turn(2, "s", ""));
            sender.send(turn(3, "s", "three"));
        }

        assertThat(contents()).containsExactly("one", "three");
        assertThat(tally.refusedCount()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2 was refused (invalid_field)");
    }

    @Test
    void whatMayHaveBeenTakenIsSentAgainUnderTheSameIds() {
        List<String> firstIds = new ArrayList<>();
        answer((number, envelopes) -> {
            if (number == 1) {
                envelopes.forEach(each -> firstIds.add(each.path("id").asString()));
                return new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build();
            }
            return number == 2 ? problem(503, "queue_unavailable", "later") : accept(envelopes);
        });

        try (TurnSender sender = sender(Duration.ofSeconds(30))) {
            sender.send(turn(1, "s", "one"));
        }

        assertThat(taken).extracting(each -> each.path("id").asString()).containsExactlyElementsOf(firstIds);
        assertThat(tally.intentIds()).isEqualTo(firstIds);
    }

    @Test
    void turnsOfASessionArriveInOrderHoweverManySessionsThereAre() {
        answer((number, envelopes) -> accept(envelopes));

        try (TurnSender sender = sender(Duration.ofSeconds(5))) {
            for (int i = 0; i < 2_000; i++) {
                sender.send(turn(i, "session " + i % 7, Integer.toString(i / 7)));
            }
        }

        assertThat(taken).hasSize(2_000);
        for (int session = 0; session < 7; session++) {
            String name = "session " + session;
            List<Integer> places = taken.stream()
                    .map(each -> each.path("data"))
                    .filter(data -> data.path("sessionId").asString().equals(name))
                    .map(data -> Integer.parseInt(data.path("content").asString()))
                    .toList();
            assertThat(places).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aServerThatStaysAwayEndsTheSending() {
        answer((number, envelopes) -> problem(503, "queue_unavailable", "later"));

        assertThatThrownBy(() -> {
                    try (TurnSender sender = sender(Duration.ofMillis(300))) {
                        for (int i = 0; i < 10_000; i++) {
                            sender.send(turn(i, "s", "x"));
                        }
                    }
                })
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("503 (queue_unavailable)");
    }

    private TurnSender sender(Duration patience) {
        return new HttpTurnSender(new Api(server.url("/").uri()), new Patience(patience), tally, done -> {});
    }

    private void answer(BiFunction<Integer, ArrayNode, MockResponse> behaviour) {
        AtomicInteger count = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                assertThat(request.getTarget()).isEqualTo("/v1/intents");
                ArrayNode envelopes = (ArrayNode) Json.MAPPER.readTree(
                        Objects.requireNonNull(request.getBody()).toByteArray());
                return behaviour.apply(count.incrementAndGet(), envelopes);
            }
        });
    }

    private synchronized MockResponse accept(ArrayNode envelopes) {
        ArrayNode receipts = Json.MAPPER.createArrayNode();
        for (JsonNode each : envelopes) {
            taken.add(each);
            receipts.addObject().put("intentId", each.path("id").asString()).put("status", "ACCEPTED");
        }
        return new MockResponse.Builder().code(202).body(receipts.toString()).build();
    }

    private static MockResponse problem(int status, String code, String detail) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("code", code).put("detail", detail);
        return new MockResponse.Builder().code(status).body(body.toString()).build();
    }

    private List<String> contents() {
        return taken.stream()
                .map(each -> each.path("data").path("content").asString())
                .toList();
    }

    private static TurnLine turn(long line, String session, String content) {
        return new TurnLine(
                line,
                Json.MAPPER
                        .createObjectNode()
                        .put("userId", "ada")
                        .put("sessionId", session)
                        .put("role", "user")
                        .put("content", content));
    }
}
