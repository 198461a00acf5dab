package io.memoryorchestrator.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.memoryorchestrator.api.intent.IntentType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WireSchemaTests {
    private static final String ID_PREFIX = "https://memoryorchestrator.io/wire/v1/";

    /** Resolves the schemas from the class path and fetches nothing from anywhere. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(ID_PREFIX, "classpath:wire/v1/")));

    @ParameterizedTest
    @MethodSource("schemas")
    void everySchemaIsAValid2020Schema(Path file) {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(WireFiles.text(file), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everySchemaIsNamedAfterItsFile(Path file) {
        Schema schema = REGISTRY.getSchema(WireFiles.text(file), InputFormat.JSON);

        assertThat(schema.getId()).isEqualTo(ID_PREFIX + WireFiles.name(file));
        assertThat(schema.getSchemaNode().path("description").asString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilyShowsTheLeastTheUnknownAndTheRefused(String family) {
        assertThat(WireFiles.examples(family))
                .extracting(WireFiles::name)
                .contains("minimal.json", "unknown-field.json");
        assertThat(WireFiles.refused(family)).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest(name = "{0}/{1}")
    @MethodSource("examples")
    void anExampleIsAccepted(String family, String name, Path file) {
        assertThat(faults(family, file)).isEmpty();
    }

    @ParameterizedTest(name = "{0}/{1}")
    @MethodSource("refusedExamples")
    void aRefusedExampleIsRefused(String family, String name, Path file) {
        assertThat(faults(family, file)).isNotEmpty();
    }

    @Test
    void anEnvelopeTakesExactlyTheNamesThatTheCodeReads() {
        Schema envelope = schema("intent-envelope");

        List<String> named = envelope.getSchemaNode()
                .path("properties")
                .path("type")
                .path("enum")
                .valueStream()
                .map(node -> node.asString())
                .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(IntentType.values())
                        .flatMap(type -> Stream.of(type.intentName(), type.eventType()))
                        .toList());
    }

    @Test
    void everyIntentHasASchemaThatNamesItsTopic() {
        for (IntentType type : IntentType.values()) {
            String family =
                    type.eventType().replace("io.memoryorchestrator.", "").replace(".v1", "");
            assertThat(schema(family).getSchemaNode().path("description").asString())
                    .contains(type.intentName(), type.topic());
        }
    }

    static List<Path> schemas() {
        return WireFiles.schemas();
    }

    static List<String> families() {
        return WireFiles.families();
    }

    static Stream<Arguments> examples() {
        return families().stream().flatMap(family -> arguments(family, WireFiles.examples(family)));
    }

    static Stream<Arguments> refusedExamples() {
        return families().stream().flatMap(family -> arguments(family, WireFiles.refused(family)));
    }

    private static Stream<Arguments> arguments(String family, List<Path> files) {
        return files.stream().map(file -> Arguments.of(family, WireFiles.name(file), file));
    }

    private static List<Error> faults(String family, Path file) {
        return schema(family)
                .validate(
                        WireFiles.text(file),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Schema schema(String family) {
        return REGISTRY.getSchema(SchemaLocation.of(ID_PREFIX + family + WireFiles.SCHEMA_SUFFIX));
    }
}
