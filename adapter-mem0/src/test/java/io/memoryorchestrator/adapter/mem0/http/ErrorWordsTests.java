package io.memoryorchestrator.adapter.mem0.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorWordsTests {

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("{\"detail\":\"Invalid token.\"}", "Invalid token."),
                Arguments.of("{\"error\":\"Memory not found!\"}", "Memory not found!"),
                Arguments.of("{\"message\":\"Invalid entity type\"}", "Invalid entity type"),
                Arguments.of(
                        "{\"error\":\"400 Bad Request\",\"details\":{\"message\":\"no entity id\"}}",
                        "400 Bad Request; no entity id"),
                Arguments.of("{\"name\":[\"This field is required.\"]}", "name: This field is required."),
                Arguments.of(
                        "{\"detail\":[{\"loc\":[\"body\",\"messages\"],\"msg\":\"Field required\",\"input\":\"my secret\"}]}",
                        "body.messages Field required"),
                Arguments.of("{\"detail\":{\"message\":\"nested\"}}", "nested"),
                Arguments.of("\"just a string\"", "just a string"),
                Arguments.of("plain\r\n\u0007text", "plain text"),
                Arguments.of("<html><body>nginx</body></html>", "a page in HTML or XML instead of JSON"),
                Arguments.of("{\"strange\":{\"a\":1}}", "JSON without a known error field"),
                Arguments.of("{\"detail\":null}", "JSON without a known error field"),
                Arguments.of("", "no further words"),
                Arguments.of("{\"detail\":", "{\"detail\":"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeOfErrorBodyIsRead(String body, String words) {
        assertThat(ErrorWords.read(body).text()).isEqualTo(words);
    }

    @Test
    void theCodeOfAnOpenSource502IsKept() {
        assertThat(ErrorWords.read("{\"detail\":\"LLM\",\"code\":\"provider_timeout\",\"request_id\":\"ab12\"}")
                        .code())
                .isEqualTo("provider_timeout");
    }

    @Test
    void longWordsAreCut() {
        assertThat(ErrorWords.read("x".repeat(100_000)).text()).hasSize(ErrorWords.LONGEST);
    }

    @Test
    void deeplyNestedBodiesAreTakenAsText() {
        assertThat(ErrorWords.read("[".repeat(100_000)).text()).startsWith("[[[");
    }
}
