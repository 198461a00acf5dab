package io.memoryorchestrator.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.TurnStored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/** The golden examples of the contract, as this server reads and writes them. */
class GoldenExamplesTests {
    private static final Map<String, IntentType> FAMILIES = Map.of(
            "turn-committed", IntentType.TURN_COMMITTED,
            "session-sync", IntentType.SESSION_SYNC,
            "session-backfill", IntentType.SESSION_BACKFILL,
            "context-fetch", IntentType.CONTEXT_FETCH);

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final IntentReader reader = new IntentReader(mapper, "default", 262_144);
    private final IntentWriter writer = new IntentWriter(mapper);

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("acceptedIntents")
    void anAcceptedIntentSurvivesBeingWrittenAndReadAgain(IntentType type, String name, byte[] json) {
        Intent intent = reader.read(type, reader.parse(json));

        Intent again = reader.read(type, reader.parse(writer.write(intent)));

        assertThat(again).isEqualTo(intent);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusedIntents")
    void aRefusedIntentIsRefusedWithAReason(IntentType type, String name, byte[] json) {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> reader.read(type, reader.parse(json)))
                .satisfies(refused -> assertThat(refused.getMessage()).isNotBlank());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("storedEvents")
    void aTurnStoredEventSurvivesBeingWrittenAndReadAgain(String name, byte[] json) {
        EventJson events = new EventJson(mapper);
        TurnStored event = events.readTurnStored(json, reader);

        assertThat(events.readTurnStored(events.write(event), reader)).isEqualTo(event);
    }

    static Stream<Arguments> acceptedIntents() {
        return FAMILIES.entrySet().stream()
                .flatMap(family -> examples(family.getKey() + "/*.json")
                        .map(each -> Arguments.of(family.getValue(), each.getFilename(), bytes(each))));
    }

    static Stream<Arguments> refusedIntents() {
        return FAMILIES.entrySet().stream()
                .flatMap(family -> examples(family.getKey() + "/refused/*.json")
                        .map(each -> Arguments.of(family.getValue(), each.getFilename(), bytes(each))));
    }

    static Stream<Arguments> storedEvents() {
        return examples("turn-stored/*.json").map(each -> Arguments.of(each.getFilename(), bytes(each)));
    }

    private static Stream<Resource> examples(String pattern) {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:wire/v1/examples/" + pattern);
            assertThat(found).as("examples matching %s", pattern).isNotEmpty();
            return Arrays.stream(found);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
