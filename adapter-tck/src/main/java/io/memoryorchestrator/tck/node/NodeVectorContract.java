package io.memoryorchestrator.tck.node;

import static io.memoryorchestrator.tck.node.NodeSubject.freshNode;
import static io.memoryorchestrator.tck.node.NodeValues.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery.Nearest;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.VectorMemory;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors and chunks of documents found by nearness. */
public interface NodeVectorContract extends NodeSubject {

    @Test
    default void theNearestVectorsComeFirst() {
        NodeRef node = freshNode();
        keep(node, "far", new VectorMemory("", vector(80)));
        keep(node, "near", new VectorMemory("", vector(10)));
        keep(node, "middle", new VectorMemory("", vector(30)));

        List<NodeMatch> matches = matches(node, nearest(NodeKind.VECTOR, vector(0), 2));

        assertThat(matches).extracting(match -> match.entry().key()).containsExactly("near", "middle");
        assertThat(matches.getFirst().score()).isCloseTo(Math.cos(Math.toRadians(10)), within(0.001));
    }

    @Test
    default void everyVectorOfTheNodeIsFoundWhenThereIsRoom() {
        NodeRef node = freshNode();
        NodeRef other = new NodeRef(node.user(), "other");
        for (int i = 0; i < 40; i++) {
            keep(node, "k" + i, new VectorMemory("", vector(i)));
            keep(other, "k" + i, new VectorMemory("", vector(0)));
        }

        assertThat(keys(node, nearest(NodeKind.VECTOR, vector(0), 100)))
                .hasSize(40)
                .startsWith("k0", "k1");
    }

    @Test
    default void vectorsOfAnotherModelAreNotCompared() {
        NodeRef node = freshNode();
        keep(node, "mine", new VectorMemory("", vector("one", 60)));
        keep(node, "other", new VectorMemory("", vector("two", 0)));

        assertThat(keys(node, nearest(NodeKind.VECTOR, vector("one", 0), 10))).containsExactly("mine");
    }

    @Test
    default void aVectorOfAnotherLengthIsRefusedAndTheOldOneStays() {
        NodeRef node = freshNode();
        keep(node, "k", new VectorMemory("first", vector(0)));
        NodeEmbedding longer = new NodeEmbedding(new EmbeddingModelRef("tck-plane", 4), new float[] {1, 0, 0, 0});

        refuses(node, "k", new VectorMemory("second", longer), NodeOutcome.Reason.WRONG_DIMENSIONS);
        refuses(
                node,
                "d",
                new Document("c", "", List.of(new Document.Chunk("text", longer))),
                NodeOutcome.Reason.WRONG_DIMENSIONS);
        assertThat(nodes().get(node, NodeKind.VECTOR, "k").orElseThrow().value())
                .isEqualTo(new VectorMemory("first", vector(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> nodes().query(node, nearest(NodeKind.VECTOR, longer, 1)));
    }

    @Test
    default void anotherUserMayUseTheModelsNameForOtherVectors() {
        keep(freshNode(), "k", new VectorMemory("", vector(0)));
        NodeEmbedding longer = new NodeEmbedding(new EmbeddingModelRef("tck-plane", 4), new float[] {1, 0, 0, 0});

        keep(freshNode(), "k", new VectorMemory("", longer));
    }

    @Test
    default void theChunkThatMatchesIsFoundInItsDocument() {
        NodeRef node = freshNode();
        keep(
                node,
                "guide",
                new Document(
                        "travel",
                        "Guide",
                        List.of(new Document.Chunk("trams", vector(80)), new Document.Chunk("food", vector(5)))));
        keep(node, "letter", new Document("post", "", List.of(new Document.Chunk("dear", vector(0)))));

        List<NodeMatch> matches = matches(
                node, new Nearest(NodeKind.DOCUMENT, vector(0), NodeFilter.equal("collection", "travel"), 1, null));

        assertThat(matches).hasSize(1);
        assertThat(matches.getFirst().chunk()).isEqualTo(1);
        assertThat(matches.getFirst().entry().value())
                .isEqualTo(new Document("travel", "Guide", List.of(new Document.Chunk("food", vector(5)))));
    }

    @Test
    default void aReplacedDocumentHasOnlyItsNewChunks() {
        NodeRef node = freshNode();
        keep(node, "d", new Document("c", "", List.of(chunk("old", 0), chunk("older", 1))));
        keep(node, "d", new Document("c", "", List.of(chunk("new", 90))));

        assertThat(matches(node, nearest(NodeKind.DOCUMENT, vector(0), 10))).hasSize(1);
    }

    private static Document.Chunk chunk(String text, double degrees) {
        return new Document.Chunk(text, vector(degrees));
    }

    private static Nearest nearest(NodeKind kind, NodeEmbedding question, int limit) {
        return new Nearest(kind, question, NodeFilter.NONE, limit, null);
    }
}
