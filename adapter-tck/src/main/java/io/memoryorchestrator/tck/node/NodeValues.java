package io.memoryorchestrator.tck.node;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Entity;
import io.memoryorchestrator.api.node.EntityRelation;
import io.memoryorchestrator.api.node.Episode;
import io.memoryorchestrator.api.node.Fact;
import io.memoryorchestrator.api.node.GraphNode;
import io.memoryorchestrator.api.node.GraphRelation;
import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeValue;
import io.memoryorchestrator.api.node.Rule;
import io.memoryorchestrator.api.node.Summary;
import io.memoryorchestrator.api.node.VectorMemory;
import io.memoryorchestrator.api.node.WorkingValue;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.tck.fixture.Awkward;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Values of every kind. */
final class NodeValues {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456Z");
    static final String FIRST_END = "from-here";
    static final String SECOND_END = "to-there";

    private NodeValues() {}

    /** A value with awkward text in every place; another number gives another value. Relations need {@link #ends}. */
    static NodeValue of(NodeKind kind, int number) {
        String text = "number " + number + " " + Awkward.QUOTES + Awkward.EMOJI + Awkward.NUL;
        Map<String, Object> object = Map.of(text, List.of(number, 0.1, true, Map.of("deep", text)), "large", 1e15);
        return switch (kind) {
            case MESSAGE -> new Message((long) number, Role.ASSISTANT, text, NOON.plusSeconds(number));
            case SUMMARY -> new Summary(text, 1L, 2L + number, NOON);
            case VECTOR -> new VectorMemory(text, vector(number));
            case ENTITY -> new Entity(text, "person", text, List.of(text, "b"), nullable(object));
            case ENTITY_RELATION -> new EntityRelation(FIRST_END, SECOND_END, text, 0.1 * number, false);
            case DOCUMENT ->
                new Document(
                        text,
                        text,
                        List.of(new Document.Chunk(text, vector(number)), new Document.Chunk("without", null)));
            case EPISODE -> new Episode(text, 0.3, NOON, NOON.plusSeconds(number), "that evening");
            case FACT -> new Fact(text, "knows", text, 0.7);
            case RULE -> new Rule(text, text, number, true);
            case GRAPH_NODE -> new GraphNode(text, nullable(object));
            case GRAPH_RELATION -> new GraphRelation(FIRST_END, SECOND_END, text, 0.1 * number, true);
            case WORKING_MEMORY -> new WorkingValue(object);
            case KEY_VALUE -> new KeyValue(Arrays.asList(text, null, 1.5, -7));
        };
    }

    /** Sees to it that a relation has what it connects. */
    static void ends(NodeSubject subject, NodeRef node, NodeKind kind) {
        if (kind.isRelation()) {
            subject.keep(node, FIRST_END, of(kind.ends(), 1));
            subject.keep(node, SECOND_END, of(kind.ends(), 2));
        }
    }

    static NodeEmbedding vector(double degrees) {
        return vector("tck-plane", degrees);
    }

    static NodeEmbedding vector(String model, double degrees) {
        float[] vector = {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees)), 0f};
        return new NodeEmbedding(new EmbeddingModelRef(model, vector.length), vector);
    }

    static Fact fact(String subject, double confidence) {
        return new Fact(subject, "likes", "walnuts", confidence);
    }

    static Message said(String content) {
        return new Message(null, Role.USER, content, null);
    }

    @SuppressWarnings("NullAway")
    private static Map<String, Object> nullable(Map<String, Object> object) {
        return object;
    }
}
