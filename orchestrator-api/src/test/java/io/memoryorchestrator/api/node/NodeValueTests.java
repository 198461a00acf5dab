package io.memoryorchestrator.api.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NodeValueTests {
    private static final Map<NodeKind, Map<String, Object>> LEAST = Map.ofEntries(
            Map.entry(NodeKind.MESSAGE, Map.of("content", "hello")),
            Map.entry(NodeKind.SUMMARY, Map.of("text", "they met")),
            Map.entry(NodeKind.VECTOR, Map.of("embedding", List.of(3, 4), "model", "m")),
            Map.entry(NodeKind.ENTITY, Map.of("name", "Ada")),
            Map.entry(NodeKind.ENTITY_RELATION, Map.of("from", "a", "to", "b", "type", "knows")),
            Map.entry(NodeKind.DOCUMENT, Map.of("collection", "c", "chunks", List.of(Map.of("text", "one")))),
            Map.entry(NodeKind.EPISODE, Map.of("text", "it rained", "startedAt", "2026-05-04T12:00:00+02:00")),
            Map.entry(NodeKind.FACT, Map.of("subject", "s", "predicate", "p", "object", "o")),
            Map.entry(NodeKind.RULE, Map.of("condition", "c", "action", "a")),
            Map.entry(NodeKind.GRAPH_NODE, Map.of("label", "l")),
            Map.entry(NodeKind.GRAPH_RELATION, Map.of("from", "a", "to", "b", "type", "road")),
            Map.entry(NodeKind.WORKING_MEMORY, Map.of("value", 1)),
            Map.entry(NodeKind.KEY_VALUE, Map.of("value", List.of("x"))));

    @ParameterizedTest
    @EnumSource
    void theFieldsOfAValueMakeTheSameValue(NodeKind kind) {
        NodeValue value = kind.read(new NodeFields(least(kind)));

        assertThat(value.kind()).isEqualTo(kind);
        assertThat(kind.read(new NodeFields(value.fields()))).isEqualTo(value);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(NodeKind.MESSAGE, "content", " ", "content must not be blank"),
                Arguments.of(NodeKind.MESSAGE, "role", "boss", "role must be user"),
                Arguments.of(NodeKind.MESSAGE, "position", -1, "position must not be negative"),
                Arguments.of(NodeKind.MESSAGE, "position", 1.5, "position must be a whole number"),
                Arguments.of(NodeKind.MESSAGE, "content", "x".repeat(100_001), "content must have at most 100000"),
                Arguments.of(NodeKind.SUMMARY, "text", 7, "text must be a string"),
                Arguments.of(NodeKind.VECTOR, "embedding", List.of(0, 0), "embedding must hold finite"),
                Arguments.of(NodeKind.VECTOR, "embedding", List.of(), "embedding must have 1 to 4000"),
                Arguments.of(NodeKind.VECTOR, "embedding", List.of("a"), "embedding must be an array of numbers"),
                Arguments.of(NodeKind.ENTITY, "aliases", List.of(1), "aliases must be an array of strings"),
                Arguments.of(NodeKind.ENTITY_RELATION, "to", "a", "to must not be the same as from"),
                Arguments.of(NodeKind.GRAPH_RELATION, "weight", -1, "weight must lie between 0 and"),
                Arguments.of(NodeKind.GRAPH_RELATION, "acyclic", "yes", "acyclic must be true or false"),
                Arguments.of(NodeKind.DOCUMENT, "chunks", List.of(), "chunks must have at least one"),
                Arguments.of(NodeKind.EPISODE, "startedAt", "yesterday", "startedAt must be an ISO-8601 time"),
                Arguments.of(NodeKind.EPISODE, "endedAt", "2020-01-01T00:00:00Z", "endedAt must not lie before"),
                Arguments.of(NodeKind.FACT, "confidence", 1.01, "confidence must lie between 0 and 1"),
                Arguments.of(NodeKind.RULE, "priority", 3_000_000_000L, "priority must lie between"),
                Arguments.of(NodeKind.GRAPH_NODE, "properties", List.of(), "properties must be an object"),
                Arguments.of(NodeKind.KEY_VALUE, "value", "x".repeat(262_144), "value must have at most 262144"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongFieldIsNamed(NodeKind kind, String field, Object value, String message) {
        Map<String, Object> fields = new HashMap<>(least(kind));
        fields.put(field, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.read(new NodeFields(fields)))
                .withMessageStartingWith(message);
    }

    @Test
    void aVectorIsKeptInTheFormThatIsStored() {
        NodeEmbedding first = new VectorMemory("", embedding(3, 4)).embedding();

        assertThat(first.similarity(embedding(30, 40))).isCloseTo(1, Offset.offset(0.001));
        assertThat(embedding(first.vector())).isEqualTo(first);
    }

    @Test
    void jsonThatMeansTheSameIsEqual() {
        assertThat(value(Map.of("a", 1, "b", new BigDecimal("1E+15"), "c", BigInteger.TEN)))
                .isEqualTo(value(Map.of("c", 10.0, "b", 1_000_000_000_000_000L, "a", 1L)));
        assertThat(value("half \uD800 pair")).isEqualTo(value("half \uFFFD pair"));
        assertThatIllegalArgumentException().isThrownBy(() -> value(Double.NaN));
    }

    @Test
    void jsonIsNotNestedWithoutEnd() {
        Object nested = "end";
        for (int i = 0; i < 40; i++) {
            nested = List.of(nested);
        }
        Object deep = nested;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> value(deep))
                .withMessageContaining("nested deeper than 32");
    }

    @Test
    void aNamespaceBelongsToTheTenantOfTheUser() {
        UserRef user = new UserRef("acme", "ada");

        assertThat(NodeNamespace.parse("acme:helper:travel", user)).hasToString("acme:helper:travel");
        assertThatIllegalArgumentException().isThrownBy(() -> NodeNamespace.parse("other:helper:travel", user));
        assertThatIllegalArgumentException().isThrownBy(() -> NodeNamespace.parse("acme:helper", user));
    }

    @Test
    void onlyWorkingMemoryEndsWithoutBeingTold() {
        assertThat(NodeDraft.of("k", new WorkingValue(1)).timeToLive()).isEqualTo(NodeLimits.WORKING_MEMORY);
        assertThat(NodeDraft.of("k", new KeyValue(1)).timeToLive()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeDraft.of("k", new KeyValue(1)).livingFor(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> NodeDraft.of("a:b", new KeyValue(1)));
    }

    @Test
    void aQueryAsksOnlyForWhatItsKindHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeQuery.Select.where(NodeKind.FACT, NodeFilter.equal("role", "user")))
                .withMessageStartingWith("where.role is no field");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeQuery.Neighbours(NodeKind.FACT, "k", NodeQuery.Along.OUT, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeQuery.Nearest(NodeKind.FACT, embedding(1), NodeFilter.NONE, 1, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeQuery.Neighbours(NodeKind.ENTITY, "k", NodeQuery.Along.OUT, 17, 1));
    }

    private static Map<String, Object> least(NodeKind kind) {
        return Objects.requireNonNull(LEAST.get(kind));
    }

    private static NodeEmbedding embedding(float... vector) {
        return new NodeEmbedding(new EmbeddingModelRef("m", vector.length), vector);
    }

    private static KeyValue value(Object value) {
        return new KeyValue(value);
    }
}
