package io.memoryorchestrator.adapter.mem0.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memoryorchestrator.adapter.mem0.http.ExchangeFailed.What;
import io.memoryorchestrator.adapter.mem0.http.RecordedExchanges.Asked;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PlatformApiIT {
    private final RecordedExchanges wire = new RecordedExchanges("Authorization", "Token ");
    private final PlatformApi api = new PlatformApi(wire.transport(), RecordedExchanges.DEADLINES);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void anAddIsAcceptedAsAnEvent() {
        wire.answer(200, "{\"event_id\":\"e-1\",\"status\":\"PENDING\",\"message\":\"queued\"}");

        assertThat(api.add(RecordedExchanges.MEMORY)).isEqualTo(new Added("e-1", List.of()));
        Asked asked = wire.asked();
        assertThat(asked.line()).isEqualTo("POST /v3/memories/add/");
        assertThat(asked.request().getHeaders().get("Authorization")).isEqualTo("Token m0-key");
        assertThat(asked.body().toString())
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"I moved to Lisbon\"}],\"user_id\":\"t1:anna\","
                                + "\"metadata\":{\"turn_id\":\"42\"},\"infer\":true,\"timestamp\":1700000000}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"SUCCEEDED","event_id":"e","results":[{"id":"m-1","data":{"memory":"x"},"event":"ADD"}]} | | m-1
            {"results":[{"message":"queued","status":"PENDING","event_id":"e-2"}],"relations":[]}              | e-2 |
            [{"id":"m-2","memory":"x","event":"ADD"}]                                                          | | m-2
            """)
    void olderAndSynchronousAnswersToAnAddAreUnderstood(
            String answer,
            @org.jspecify.annotations.Nullable String event,
            @org.jspecify.annotations.Nullable String memory) {
        wire.answer(200, answer);

        assertThat(api.add(RecordedExchanges.MEMORY))
                .isEqualTo(new Added(event, memory == null ? List.of() : List.of(memory)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]x", "\"ok\"", "null", "{\"results\":{}}", "{\"status\":\"PENDING\"}"})
    void anAddAnsweredWithAnythingElseIsUnreadable(String answer) {
        wire.answer(200, answer);

        assertThatExceptionOfType(ExchangeFailed.class)
                .isThrownBy(() -> api.add(RecordedExchanges.MEMORY))
                .satisfies(failed -> assertThat(failed.what()).isEqualTo(What.UNREADABLE));
    }

    @Test
    void anEventIsReadWithItsResultsAndItsError() {
        wire.answer(200, """
                        {"id":"e-1","event_type":"ADD","status":"SUCCEEDED","payload":{"user_id":"t1:anna",
                         "metadata":{"turn_id":"42"}},"metadata":null,"results":[{"id":"m-1"},{"id":"m-2"}],
                         "latency":812.5,"graph_status":null,"error":null,"new_field":{}}""")
                .answer(200, "{\"id\":\"e-2\",\"status\":\"FAILED\",\"error\":\"quota\",\"results\":null}")
                .answer(200, "{\"id\":\"e-3\",\"status\":\"QUEUED_SOMEWHERE\"}")
                .answer(404, "{\"error\":\"Event not found\"}");

        assertThat(api.event("e-1")).hasValueSatisfying(event -> {
            assertThat(event.state()).isEqualTo(Event.State.DONE);
            assertThat(event.memoryIds()).containsExactly("m-1", "m-2");
            assertThat(event.has("turn_id", "42")).isTrue();
            assertThat(event.userId()).isEqualTo("t1:anna");
        });
        assertThat(api.event("e-2")).hasValueSatisfying(event -> {
            assertThat(event.state()).isEqualTo(Event.State.FAILED);
            assertThat(event.error()).isEqualTo("quota");
        });
        assertThat(api.event("e-3"))
                .hasValueSatisfying(event -> assertThat(event.state()).isEqualTo(Event.State.WORKING));
        assertThat(api.event("e/4")).isEmpty();
        assertThat(wire.asked().line()).isEqualTo("GET /v1/event/e-1/");
        wire.asked();
        wire.asked();
        assertThat(wire.asked().line()).isEqualTo("GET /v1/event/e%2F4/");
    }

    @Test
    void aListIsReadPageByPageWithoutFollowingTheAddressOfTheNext() {
        String full = IntStream.range(0, 200)
                .mapToObj(i -> "{\"id\":\"m-" + i + "\",\"memory\":\"x\",\"user_id\":\"t1:anna\",\"session_id\":\"s\"}")
                .collect(Collectors.joining(","));
        wire.answer(
                        200,
                        "{\"count\":201,\"next\":\"http://169.254.169.254/x\",\"previous\":null,\"results\":[" + full
                                + "]}")
                .answer(
                        200,
                        "{\"count\":201,\"next\":null,\"previous\":\"x\",\"results\":[{\"id\":\"m-200\",\"memory\":\"y\"}]}");

        assertThat(api.list("t1:anna", Match.ALL)).hasSize(201);
        assertThat(wire.asked().body().toString())
                .isEqualTo("{\"filters\":{\"user_id\":\"t1:anna\"},\"show_expired\":true}");
        assertThat(wire.asked().line()).isEqualTo("POST /v3/memories/?page=2&page_size=200");
    }

    @Test
    void aListByTurnAsksForTheMetadataAndDropsWhatDoesNotMatch() {
        wire.answer(200, """
                {"count":3,"next":null,"results":[
                 {"id":"a","memory":"x","user_id":"t1:anna","metadata":{"turn_id":"1"}},
                 {"id":"b","memory":"x","user_id":"t1:anna","metadata":{"turn_id":"9"}},
                 {"id":"c","memory":"x","user_id":"t2:anna","metadata":{"turn_id":"2"}}]}""");

        assertThat(api.list("t1:anna", new Match("turn_id", List.of("1", "2"))))
                .extracting(Memory::id)
                .containsExactly("a");
        assertThat(wire.asked().body().path("filters").toString())
                .contains("{\"user_id\":\"t1:anna\"}")
                .contains("{\"OR\":[{\"metadata\":{\"turn_id\":\"1\"}},{\"metadata\":{\"turn_id\":\"2\"}}]}");
    }

    @Test
    void aSearchPinsTheUserInTheFilter() {
        wire.answer(200, """
                {"results":[{"id":"a","memory":"Lives in Lisbon","user_id":"t1:anna","score":0.82,
                 "score_breakdown":{"semantic":0.8},"metadata":null,"created_at":"2026-03-01T10:00:00.123456Z"},
                 {"id":"b","memory":"x","user_id":"t1:anna","created_at":"2026-03-01T10:00:00"}]}""");

        List<Memory> found = api.search("t1:anna", "where?", 7, RecordedExchanges.WITHIN);

        assertThat(found.getFirst().score()).isEqualTo(0.82);
        assertThat(found).extracting(Memory::createdAt).doesNotContainNull();
        assertThat(found.get(1).createdAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(wire.asked().body().toString())
                .isEqualTo("{\"query\":\"where?\",\"filters\":{\"user_id\":\"t1:anna\"},\"top_k\":7}");
    }

    @Test
    void singleMemoriesAreReadChangedAndDeleted() {
        wire.answer(200, "{\"id\":\"m-1\",\"memory\":\"x\",\"lifecycle_state\":\"active\"}")
                .answer(200, "{\"id\":\"m-1\",\"memory\":\"y\"}")
                .answer(200, "{\"message\":\"Memory deleted successfully!\"}")
                .answer(404, "{\"error\":\"Memory not found!\"}");

        assertThat(api.get("m-1")).isPresent();
        assertThat(api.update("m-1", "y")).isTrue();
        assertThat(api.delete("m-1")).isTrue();
        assertThat(api.delete("m-1")).isFalse();
        assertThat(wire.asked().line()).isEqualTo("GET /v1/memories/m-1/");
        Asked update = wire.asked();
        assertThat(update.line()).isEqualTo("PUT /v1/memories/m-1/");
        assertThat(update.body().toString()).isEqualTo("{\"text\":\"y\"}");
        assertThat(wire.asked().line()).isEqualTo("DELETE /v1/memories/m-1/");
    }

    @Test
    void aBulkDeleteNamesOneEntityAndIsAnEvent() {
        wire.answer(200, "{\"message\":\"Delete in progress. This may take some time.\",\"event_id\":\"e-9\"}")
                .answer(200, "{\"message\":\"Successfully deleted 2 memories\"}");

        assertThat(api.deleteAll("t1:anna")).isEqualTo(new Mem0Api.BulkDelete.InProgress("e-9"));
        api.deleteEach(List.of("a", "b"));

        assertThat(wire.asked().line()).isEqualTo("DELETE /v1/memories/?user_id=t1%3Aanna");
        Asked batch = wire.asked();
        assertThat(batch.line()).isEqualTo("DELETE /v1/batch/");
        assertThat(batch.body().toString()).isEqualTo("{\"memories\":[{\"memory_id\":\"a\"},{\"memory_id\":\"b\"}]}");
    }

    @Test
    void thePageAfterTheLastEventIsEmpty() {
        wire.answer(
                        200,
                        "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[{\"id\":\"e\",\"status\":\"RUNNING\"}]}")
                .answer(404, "{\"detail\":\"Invalid page.\"}");

        assertThat(api.events(1)).hasSize(1);
        assertThat(api.events(2)).isEmpty();
        assertThat(wire.asked().line()).isEqualTo("GET /v1/events/?page=1&page_size=100");
    }

    @Test
    void aPingThatIsNotOkIsNotOk() {
        wire.answer(200, "{\"status\":\"ok\",\"org_id\":\"o\"}").answer(200, "{\"status\":\"maintenance\"}");

        api.ping(RecordedExchanges.WITHIN);
        assertThatExceptionOfType(ExchangeFailed.class).isThrownBy(() -> api.ping(RecordedExchanges.WITHIN));
        assertThat(wire.asked().line()).isEqualTo("GET /v1/ping/");
    }
}
