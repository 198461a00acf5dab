package io.memoryorchestrator.tck.node;

import static io.memoryorchestrator.tck.node.NodeSubject.freshNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.node.Entity;
import io.memoryorchestrator.api.node.EntityRelation;
import io.memoryorchestrator.api.node.GraphNode;
import io.memoryorchestrator.api.node.GraphRelation;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome.Reason;
import io.memoryorchestrator.api.node.NodeQuery.Along;
import io.memoryorchestrator.api.node.NodeQuery.Direction;
import io.memoryorchestrator.api.node.NodeQuery.Neighbours;
import io.memoryorchestrator.api.node.NodeQuery.ShortestPath;
import io.memoryorchestrator.api.node.NodeRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entities and graphs: what connects values, what goes with them, and ways along relations. */
public interface NodeRelationContract extends NodeSubject {

    @Test
    default void aRelationNeedsBothItsEnds() {
        NodeRef node = freshNode();
        graph(node, "a");
        graph(new NodeRef(node.user(), "other"), "b");
        graph(new NodeRef(freshNode().user(), node.nodeId()), "b");

        refuses(node, "r", road("a", "b", 1), Reason.UNKNOWN_REFERENCE);
        refuses(node, "r", new EntityRelation("a", "b", "knows", 1, false), Reason.UNKNOWN_REFERENCE);

        assertThat(keys(node, NodeKind.GRAPH_RELATION)).isEmpty();
    }

    @Test
    default void relationsGoWithWhatTheyConnect() {
        NodeRef node = freshNode();
        graph(node, "a", "b", "c");
        roads(node, "a-b", "b-c", "c-a");

        nodes().delete(node, NodeKind.GRAPH_NODE, "b");

        assertThat(keys(node, NodeKind.GRAPH_RELATION)).containsExactly("c-a");
        assertThat(nodes().clear(node, NodeKind.GRAPH_NODE)).isEqualTo(3);
        assertThat(keys(node, NodeKind.GRAPH_RELATION)).isEmpty();
    }

    @Test
    default void entitiesAreConnectedLikeGraphs() {
        NodeRef node = freshNode();
        for (String key : List.of("ada", "bob", "acme")) {
            keep(node, key, new Entity(key, "thing", "", List.of(), Map.of()));
        }
        keep(node, "1", new EntityRelation("ada", "acme", "works_for", 1, false));
        keep(node, "2", new EntityRelation("bob", "acme", "works_for", 1, false));

        assertThat(keys(node, new Neighbours(NodeKind.ENTITY, "ada", both(), 2, 10)))
                .containsExactly("acme", "bob");
        nodes().delete(node, NodeKind.ENTITY, "acme");
        assertThat(keys(node, NodeKind.ENTITY_RELATION)).isEmpty();
    }

    @Test
    default void whatHasExpiredCannotBePassed() {
        NodeRef node = freshNode();
        graph(node, "a", "c");
        keep(node, NodeDraft.of("b", new GraphNode("b", Map.of())).livingFor(Duration.ofSeconds(3)));
        roads(node, "a-b", "b-c");
        await(() -> nodes().get(node, NodeKind.GRAPH_NODE, "b").isEmpty());

        assertThat(keys(node, new Neighbours(NodeKind.GRAPH_NODE, "a", Along.OUT, 3, 10)))
                .isEmpty();
        refuses(node, "new", road("a", "b", 1), Reason.UNKNOWN_REFERENCE);
    }

    @Test
    default void neighboursAreReachedOnceHoweverManyCirclesThereAre() {
        NodeRef node = freshNode();
        graph(node, "a", "b", "c", "d", "e");
        roads(node, "a-b", "b-c", "c-a", "b-a", "c-d", "d-b", "d-e");

        assertThat(depths(node, Along.OUT, "a", 1)).containsExactly("b 1");
        assertThat(depths(node, Along.OUT, "a", 3)).containsExactly("b 1", "c 2", "d 3");
        assertThat(depths(node, Along.OUT, "a", 16)).containsExactly("b 1", "c 2", "d 3", "e 4");
        assertThat(depths(node, Along.OUT, "e", 16)).isEmpty();
        assertThat(depths(node, new Along(Direction.IN, null), "e", 16)).containsExactly("d 1", "c 2", "b 3", "a 4");
        assertThat(depths(node, Along.OUT, "nobody", 3)).isEmpty();
    }

    @Test
    default void onlyRelationsOfTheTypeAreFollowed() {
        NodeRef node = freshNode();
        graph(node, "a", "b", "c");
        keep(node, "1", new GraphRelation("a", "b", "road", 1, false));
        keep(node, "2", new GraphRelation("a", "c", "rail", 1, false));

        assertThat(depths(node, new Along(Direction.OUT, "rail"), "a", 3)).containsExactly("c 1");
    }

    @Test
    default void theShortestWayHasTheFewestStepsAndThenTheLightest() {
        NodeRef node = freshNode();
        graph(node, "a", "b", "c", "d", "z");
        keep(node, "1", road("a", "b", 5));
        keep(node, "2", road("a", "c", 1));
        keep(node, "3", road("b", "z", 3));
        keep(node, "4", road("c", "z", 2));
        keep(node, "5", road("a", "d", 0));
        keep(node, "6", road("d", "b", 0));

        List<NodeMatch> way = matches(node, path("a", "z", 5));

        assertThat(way).extracting(step -> step.entry().key()).containsExactly("a", "c", "z");
        assertThat(way).extracting(NodeMatch::depth).containsExactly(0, 1, 2);
        assertThat(way).extracting(NodeMatch::weight).containsExactly(0.0, 1.0, 2.0);
    }

    @Test
    default void thereIsNoWayWhereThereIsNoneOrItIsTooLong() {
        NodeRef node = freshNode();
        graph(node, "a", "b", "c");
        roads(node, "a-b", "b-c");

        assertThat(keys(node, path("a", "c", 2))).containsExactly("a", "b", "c");
        assertThat(keys(node, path("a", "c", 1))).isEmpty();
        assertThat(keys(node, path("c", "a", 5))).isEmpty();
        assertThat(keys(node, path("a", "nobody", 5))).isEmpty();
        assertThat(keys(node, path("a", "a", 5))).containsExactly("a");
    }

    @Test
    default void acyclicRelationsCloseNoCircle() {
        NodeRef node = freshNode();
        graph(node, "a", "b", "c");
        keep(node, "1", partOf("a", "b"));
        keep(node, "2", partOf("b", "c"));

        refuses(node, "3", partOf("c", "a"), Reason.CYCLE);
        refuses(node, "1", partOf("c", "b"), Reason.CYCLE);

        assertThat(nodes().get(node, NodeKind.GRAPH_RELATION, "1").orElseThrow().value())
                .isEqualTo(partOf("a", "b"));
        keep(node, "4", road("c", "a", 1));
        keep(node, "2", partOf("c", "b"));
    }

    private List<String> depths(NodeRef node, Along along, String from, int depth) {
        return matches(node, new Neighbours(NodeKind.GRAPH_NODE, from, along, depth, 100)).stream()
                .map(match -> match.entry().key() + " " + match.depth())
                .toList();
    }

    private void graph(NodeRef node, String... keys) {
        for (String key : keys) {
            keep(node, key, new GraphNode(key, Map.of()));
        }
    }

    private void roads(NodeRef node, String... keys) {
        for (String key : keys) {
            String[] ends = key.split("-");
            keep(node, key, road(ends[0], ends[1], 1));
        }
    }

    private static GraphRelation road(String from, String to, double weight) {
        return new GraphRelation(from, to, "road", weight, false);
    }

    private static GraphRelation partOf(String from, String to) {
        return new GraphRelation(from, to, "part_of", 1, true);
    }

    private static Along both() {
        return new Along(Direction.BOTH, null);
    }

    private static ShortestPath path(String from, String to, int depth) {
        return new ShortestPath(NodeKind.GRAPH_NODE, from, to, Along.OUT, depth);
    }
}
