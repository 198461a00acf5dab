package io.memoryorchestrator.tck.node;

import static io.memoryorchestrator.tck.node.NodeSubject.freshNode;
import static io.memoryorchestrator.tck.node.NodeValues.NOON;
import static io.memoryorchestrator.tck.node.NodeValues.fact;
import static io.memoryorchestrator.tck.node.NodeValues.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Entity;
import io.memoryorchestrator.api.node.Episode;
import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeNamespace;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery.Select;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.Rule;
import io.memoryorchestrator.api.node.Summary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values found by what they are like, in the order of their kind. */
public interface NodeSelectionContract extends NodeSubject {

    @Test
    default void aBufferIsReadInOrderAndItsEndFirst() {
        NodeRef node = freshNode();
        keep(node, "z", said("one"));
        keep(node, "y", said("two"));
        keep(node, "x", said("three"));

        assertThat(keys(node, NodeKind.MESSAGE)).containsExactly("z", "y", "x");
        assertThat(keys(node, new Select(NodeKind.MESSAGE, NodeFilter.NONE, null, 2, 0)))
                .containsExactly("y", "x");
        assertThat(keys(node, new Select(NodeKind.MESSAGE, NodeFilter.NONE, null, 2, 2)))
                .containsExactly("z");
    }

    @Test
    default void aMessageThatIsReplacedStaysInItsPlace() {
        NodeRef node = freshNode();
        keep(node, "a", said("one"));
        keep(node, "b", said("two"));

        NodeEntry replaced = keep(node, "a", said("one, corrected"));

        assertThat(((Message) replaced.value()).position()).isZero();
        assertThat(keys(node, NodeKind.MESSAGE)).containsExactly("a", "b");
    }

    @Test
    default void noTwoMessagesHaveOnePosition() {
        NodeRef node = freshNode();
        keep(node, "a", said("one"));

        refuses(node, "b", new Message(0L, Role.USER, "two", null), NodeOutcome.Reason.POSITION_TAKEN);

        assertThat(keys(node, NodeKind.MESSAGE)).containsExactly("a");
        keep(node, "c", new Message(7L, Role.USER, "later", null));
        assertThat(((Message) keep(node, "d", said("last")).value()).position()).isEqualTo(8);
    }

    @Test
    default void theNewestSummaryComesFirst() {
        NodeRef node = freshNode();
        keep(node, "old", new Summary("old", null, null, NOON));
        keep(node, "new", new Summary("new", null, null, NOON.plusSeconds(60)));

        assertThat(keys(node, NodeKind.SUMMARY)).containsExactly("new", "old");
    }

    @Test
    default void episodesAreFoundByTimeAndImportance() {
        NodeRef node = freshNode();
        keep(node, "dull", new Episode("dull", 0.1, NOON, null, ""));
        keep(node, "great", new Episode("great", 0.9, NOON.plusSeconds(10), null, ""));
        keep(node, "later", new Episode("later", 0.5, NOON.plusSeconds(20), null, ""));

        assertThat(keys(node, NodeKind.EPISODE)).containsExactly("later", "great", "dull");
        assertThat(keys(node, Select.where(NodeKind.EPISODE, NodeFilter.atLeast("importance", 0.5))))
                .containsExactly("later", "great");
        NodeFilter span = new NodeFilter(Map.of(), Map.of(), null, NOON, NOON.plusSeconds(20));
        assertThat(keys(node, Select.where(NodeKind.EPISODE, span))).containsExactly("great", "dull");
    }

    @Test
    default void factsAreFoundBySubjectAndTheSurestFirst() {
        NodeRef node = freshNode();
        keep(node, "unsure", fact("Ada", 0.2));
        keep(node, "sure", fact("Ada", 0.9));
        keep(node, "other", fact("Bob", 1));

        assertThat(keys(node, Select.where(NodeKind.FACT, NodeFilter.equal("subject", "Ada"))))
                .containsExactly("sure", "unsure");
        assertThat(keys(node, Select.where(NodeKind.FACT, NodeFilter.atLeast("confidence", 0.9))))
                .containsExactly("other", "sure");
    }

    @Test
    default void rulesAreFollowedByPriorityWhenTheyAreActive() {
        NodeRef node = freshNode();
        keep(node, "low", new Rule("it rains", "take a coat", 1, true));
        keep(node, "high", new Rule("it burns", "leave", 9, true));
        keep(node, "off", new Rule("it snows", "stay", 10, false));

        assertThat(keys(node, Select.where(NodeKind.RULE, NodeFilter.equal("active", "true"))))
                .containsExactly("high", "low");
        assertThat(keys(node, NodeKind.RULE)).containsExactly("off", "high", "low");
    }

    @Test
    default void entitiesAndDocumentsAreFoundByWhatTheyAre() {
        NodeRef node = freshNode();
        keep(node, "ada", new Entity("Ada", "person", "", List.of(), Map.of()));
        keep(node, "lisbon", new Entity("Lisbon", "place", "", List.of(), Map.of()));
        keep(node, "guide", new Document("travel", "Guide", List.of(new Document.Chunk("trams", null))));
        keep(node, "letter", new Document("post", "Letter", List.of(new Document.Chunk("dear", null))));

        assertThat(keys(node, Select.where(NodeKind.ENTITY, NodeFilter.equal("type", "place"))))
                .containsExactly("lisbon");
        assertThat(keys(node, Select.where(NodeKind.DOCUMENT, NodeFilter.equal("collection", "travel"))))
                .containsExactly("guide");
    }

    @Test
    default void whatBelongsToANamespaceIsFoundByIt() {
        NodeRef node = freshNode();
        NodeNamespace namespace = new NodeNamespace(node.user().tenantId(), "helper", "work");
        keep(node, new NodeDraft("in", new KeyValue(1), namespace, Map.of(), null));
        keep(node, "out", new KeyValue(2));

        NodeFilter filter = new NodeFilter(Map.of(), Map.of(), namespace.toString(), null, null);
        assertThat(keys(node, Select.where(NodeKind.KEY_VALUE, filter))).containsExactly("in");
    }
}
