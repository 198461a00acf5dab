package io.memoryorchestrator.adapter.mem0.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memoryorchestrator.adapter.mem0.http.RecordedExchanges.Asked;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OssApiIT {
    private final RecordedExchanges wire = new RecordedExchanges("X-API-Key", "");
    private final OssApi api = new OssApi(wire.transport(), RecordedExchanges.DEADLINES);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void anAddIsDoneWhenItIsAnswered() {
        wire.answer(200, "{\"results\":[{\"id\":\"m-1\",\"memory\":\"Lives in Lisbon\",\"event\":\"ADD\"}]}")
                .answer(200, "{\"results\":[]}");

        assertThat(api.add(RecordedExchanges.MEMORY)).isEqualTo(new Added(null, List.of("m-1")));
        assertThat(api.add(RecordedExchanges.MEMORY)).isEqualTo(new Added(null, List.of()));
        Asked asked = wire.asked();
        assertThat(asked.line()).isEqualTo("POST /memories");
        assertThat(asked.request().getHeaders().get("X-API-Key")).isEqualTo("m0-key");
        assertThat(asked.body().toString())
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"I moved to Lisbon\"}],\"user_id\":\"t1:anna\","
                                + "\"metadata\":{\"turn_id\":\"42\"},\"infer\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"message\":\"ok\"}", "3"})
    void anAddAnsweredWithAnythingElseIsUnreadable(String answer) {
        wire.answer(200, answer);

        assertThatExceptionOfType(ExchangeFailed.class)
                .isThrownBy(() -> api.add(RecordedExchanges.MEMORY))
                .satisfies(failed -> assertThat(failed.what()).isEqualTo(ExchangeFailed.What.UNREADABLE));
    }

    @Test
    void anAbsentMemoryIsNullWith200() {
        wire.answer(200, "null").answer(200, "{\"id\":\"m\",\"memory\":\"x\",\"hash\":\"h\",\"score\":null}");

        assertThat(api.get("m")).isEmpty();
        assertThat(api.get("m")).isPresent();
        assertThat(wire.asked().line()).isEqualTo("GET /memories/m");
    }

    @Test
    void aListIsFilteredHere() {
        wire.answer(200, """
                {"results":[{"id":"a","memory":"x","user_id":"t1:anna","metadata":{"turn_id":"1"}},
                            {"id":"b","memory":"x","user_id":"t1:anna","metadata":null}]}""");

        assertThat(api.list("t1:anna", new Match("turn_id", List.of("1"))))
                .extracting(Memory::id)
                .containsExactly("a");
        assertThat(wire.asked().line()).isEqualTo("GET /memories?user_id=t1%3Aanna&top_k=1000&show_expired=true");
    }

    @Test
    void aListThatMayBeCutIsCompletedByAFilteredSearch() {
        String full = IntStream.range(0, OssApi.LONGEST_LIST)
                .mapToObj(i -> "{\"id\":\"m-" + i + "\",\"memory\":\"x\",\"user_id\":\"t1:anna\"}")
                .collect(Collectors.joining(","));
        wire.answer(200, "{\"results\":[" + full + "]}")
                .answer(
                        200,
                        "{\"results\":[{\"id\":\"z\",\"memory\":\"x\",\"user_id\":\"t1:anna\",\"metadata\":{\"turn_id\":\"1\"}}]}");

        assertThat(api.list("t1:anna", new Match("turn_id", List.of("1"))))
                .extracting(Memory::id)
                .containsExactly("z");
        wire.asked();
        Asked search = wire.asked();
        assertThat(search.line()).isEqualTo("POST /search");
        assertThat(search.body().path("filters").path("turn_id").asString()).isEqualTo("1");
        assertThat(search.body().path("threshold").asDouble()).isZero();
    }

    @Test
    void aBulkDeleteThatIsNotPermittedSaysSo() {
        wire.answer(403, "{\"detail\":\"Admin access required\"}")
                .answer(200, "{\"message\":\"All relevant memories deleted\"}");

        assertThat(api.deleteAll("t1:anna")).isEqualTo(new Mem0Api.BulkDelete.NotPermitted());
        assertThat(api.deleteAll("t1:anna")).isEqualTo(new Mem0Api.BulkDelete.Finished());
        assertThat(wire.asked().line()).isEqualTo("DELETE /memories?user_id=t1%3Aanna");
    }

    @Test
    void singleMemoriesAreChangedAndDeleted() {
        wire.answer(200, "{\"message\":\"Memory updated successfully!\"}")
                .answer(404, "{\"detail\":\"Memory not found\"}");

        assertThat(api.update("m", "y")).isTrue();
        assertThat(api.delete("m")).isFalse();
        assertThat(wire.asked().line()).isEqualTo("PUT /memories/m");
        assertThat(wire.asked().line()).isEqualTo("DELETE /memories/m");
    }

    @Test
    void theReasonOfA502IsKept() {
        wire.answer(502, "{\"detail\":\"The model timed out\",\"code\":\"provider_timeout\",\"request_id\":\"ab\"}");

        assertThatExceptionOfType(ExchangeFailed.class)
                .isThrownBy(() -> api.add(RecordedExchanges.MEMORY))
                .withMessage("Mem0 answered 502: The model timed out")
                .satisfies(failed -> assertThat(failed.code()).contains("provider_timeout"));
    }

    @Test
    void thereAreNoEvents() {
        assertThat(api.event("e")).isEmpty();
        assertThat(api.events(1)).isEmpty();
    }

    @Test
    void aProbeReadsTheConfiguration() {
        wire.answer(200, "{\"version\":\"v1.1\"}");

        api.ping(RecordedExchanges.WITHIN);
        assertThat(wire.asked().line()).isEqualTo("GET /configure");
    }
}
