package io.memoryorchestrator.tck.node;

import static io.memoryorchestrator.tck.node.NodeSubject.freshNode;
import static io.memoryorchestrator.tck.node.NodeValues.NOON;
import static io.memoryorchestrator.tck.node.NodeValues.said;
import static io.memoryorchestrator.tck.node.NodeValues.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Entity;
import io.memoryorchestrator.api.node.Episode;
import io.memoryorchestrator.api.node.Fact;
import io.memoryorchestrator.api.node.GraphNode;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeQuery.Select;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.Rule;
import io.memoryorchestrator.api.node.Summary;
import io.memoryorchestrator.api.node.VectorMemory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Search by words, in one node and across all of a user's. */
public interface NodeWordsContract extends NodeSubject {
    Set<NodeKind> EVERY_KIND = EnumSet.allOf(NodeKind.class);

    @Test
    default void valuesOfEveryKindWithWordsAreFoundByThem() {
        NodeRef node = freshNode();
        keep(node, "m", said("the walnut stands"));
        keep(node, "s", new Summary("a walnut was planted", null, null, NOON));
        keep(node, "v", new VectorMemory("walnut wood", vector(0)));
        keep(node, "e", new Entity("The tree", "walnut", "it is old", List.of("Juglans"), Map.of()));
        keep(node, "d", new Document("c", "", List.of(chunk("apples"), chunk("walnut"))));
        keep(node, "p", new Episode("it fell", 1, NOON, null, "under the walnut"));
        keep(node, "f", new Fact("Ada", "planted", "walnut", 1));
        keep(node, "r", new Rule("the walnut falls", "run", 1, true));
        keep(node, "g", new GraphNode("walnut", Map.of()));

        List<NodeHit> hits = nodes().find(node.user(), "Where is the walnut?", EVERY_KIND, 100);

        assertThat(hits)
                .extracting(NodeHit::key)
                .containsExactlyInAnyOrder("m", "s", "v", "e", "d", "p", "f", "r", "g");
        assertThat(texts(hits))
                .containsEntry("m", "the walnut stands")
                .containsEntry("e", "The tree (Juglans), walnut: it is old")
                .containsEntry("d", "walnut")
                .containsEntry("p", "it fell (under the walnut)")
                .containsEntry("f", "Ada planted walnut")
                .containsEntry("r", "When the walnut falls: run");
        assertThat(hits).allSatisfy(hit -> {
            assertThat(hit.score()).isPositive();
            assertThat(hit.node()).isEqualTo(node);
        });
        assertThat(hits.stream()
                        .filter(hit -> hit.key().equals("p"))
                        .findFirst()
                        .orElseThrow()
                        .occurredAt())
                .isEqualTo(NOON);
    }

    @Test
    default void onlyTheKindsAskedForAreFoundAndNoMoreThanTheLimit() {
        NodeRef node = freshNode();
        keep(node, "m", said("walnut"));
        keep(node, "f", new Fact("Ada", "planted", "walnut", 1));
        keep(new NodeRef(node.user(), "elsewhere"), "f", new Fact("Bob", "sold", "walnut", 1));

        assertThat(nodes().find(node.user(), "walnut", Set.of(NodeKind.FACT), 100))
                .hasSize(2);
        assertThat(nodes().find(node.user(), "walnut", EVERY_KIND, 1)).hasSize(1);
        assertThat(nodes().find(node.user(), "walnut", Set.of(), 100)).isEmpty();
    }

    @Test
    default void aValueWithMoreOfTheWordsComesFirst() {
        NodeRef node = freshNode();
        keep(node, "one", new Fact("Ada", "planted", "walnut", 1));
        keep(node, "both", new Fact("Ada", "planted", "walnut orchard", 1));
        keep(node, "none", new Fact("Ada", "sold", "apples", 1));

        assertThat(nodes().find(node.user(), "walnut orchard", EVERY_KIND, 10))
                .extracting(NodeHit::key)
                .containsExactly("both", "one");
    }

    @Test
    default void aQuestionWithoutWordsFindsNothing() {
        NodeRef node = freshNode();
        keep(node, "f", new Fact("Ada", "planted", "walnut", 1));

        assertThat(nodes().find(node.user(), "  ?! ' : & | \\", EVERY_KIND, 10)).isEmpty();
    }

    @Test
    default void whatHasExpiredIsNotFoundByWords() {
        NodeRef node = freshNode();
        keep(node, NodeDraft.of("f", new Fact("Ada", "planted", "walnut", 1)).livingFor(Duration.ofMillis(1)));
        await(() -> nodes().get(node, NodeKind.FACT, "f").isEmpty());

        assertThat(nodes().find(node.user(), "walnut", EVERY_KIND, 10)).isEmpty();
    }

    @Test
    default void aSelectionWithWordsKeepsToNodeKindAndFilter() {
        NodeRef node = freshNode();
        keep(node, "sure", new Fact("Ada", "planted", "walnut", 1));
        keep(node, "unsure", new Fact("Bob", "planted", "walnut", 0.1));
        keep(node, "m", said("walnut"));
        keep(new NodeRef(node.user(), "elsewhere"), "f", new Fact("Cy", "planted", "walnut", 1));

        Select select = new Select(NodeKind.FACT, NodeFilter.atLeast("confidence", 0.5), "walnut", 10, 0);

        assertThat(keys(node, select)).containsExactly("sure");
        assertThat(matches(node, select)).extracting(NodeMatch::score).doesNotContainNull();
    }

    private static Document.Chunk chunk(String text) {
        return new Document.Chunk(text, null);
    }

    private static Map<String, String> texts(List<NodeHit> hits) {
        return hits.stream().collect(Collectors.toMap(NodeHit::key, NodeHit::text));
    }
}
