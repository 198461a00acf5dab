package io.memoryorchestrator.server.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.UserRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldRedactionTests {
    private static final UserRef ANN = new UserRef("default", "ann");

    private final Redactor redactor = new Redactor(RedactionPolicies.standard(), new SimpleMeterRegistry());

    @ParameterizedTest
    @MethodSource
    void whatANameSaysOfItsValueCounts(Map<String, @Nullable Object> fields, String secret) {
        Map<String, @Nullable Object> redacted = redactor.object(ANN, fields);

        assertThat(redacted.toString()).doesNotContain(secret);
        assertThat(redacted.keySet()).isEqualTo(fields.keySet());
        assertThat(redactor.object(ANN, redacted)).as("a second time").isEqualTo(redacted);
    }

    static Stream<Arguments> whatANameSaysOfItsValueCounts() {
        return Stream.of(
                of(Map.of("password", "hunter2"), "hunter2"),
                of(Map.of("userPassword", "hunter2"), "hunter2"),
                of(Map.of("passwords", List.of("hunter2", "tr0ub4dor")), "tr0ub4dor"),
                of(Map.of("password", "ann.lee@mail.example or hunter2"), "ann.lee"),
                of(Map.of("passport", "X1234567"), "X1234567"),
                of(Map.of("passport_number", "X1234567"), "X1234567"),
                of(Map.of("dob", "1984-05-03"), "1984"),
                of(Map.of("dateOfBirth", "1984-05-03"), "1984"),
                of(Map.of("profile", Map.of("date-of-birth", "1984-05-03")), "1984"),
                of(Map.of("lat", 52.520008, "lon", 13.404954), "52.52"),
                of(Map.of("where", Map.of("latitude", 52.520008, "longitude", 13.404954)), "13.40"));
    }

    @Test
    void whatNothingPersonalIsSaidOfStaysAsItIs() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("version", "1.2.3");
        fields.put("count", 17L);
        fields.put("ratio", 0.5);
        fields.put("createdAt", "2026-02-03T04:05:06Z");
        fields.put("id", "X1234567");
        fields.put("channel", "web");
        fields.put("lang", "de");
        fields.put("tags", List.of("travel", 3L, true));
        fields.put("nothing", null);
        fields.put("latency", 52.520008);

        assertThat(redactor.object(ANN, fields)).isEqualTo(fields);
    }

    @Test
    void aNameThatIsPersonalItselfTellsNothingOfItsValue() {
        assertThat(redactor.object(ANN, Map.of("ann.lee@mail.example", "likes tea")))
                .isEqualTo(Map.of("[EMAIL]", "likes tea"));
        assertThat(redactor.object(ANN, Map.of("[PASSWORD]", "hunter2")))
                .as("a name that was redacted before")
                .isEqualTo(Map.of("[PASSWORD]", "hunter2"));
    }

    private static Arguments of(Map<String, ?> fields, String secret) {
        return Arguments.of(fields, secret);
    }
}
