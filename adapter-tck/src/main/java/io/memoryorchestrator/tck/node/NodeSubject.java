package io.memoryorchestrator.tck.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.api.node.NodeValue;
import io.memoryorchestrator.tck.fixture.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** What a store of memory nodes supplies to be judged: itself. Tests use owners of their own. */
public interface NodeSubject {
    Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    /** The store, shared by the tests of a class. */
    NodeStore nodes();

    /** How long a test waits for what the store's clock brings about. */
    default Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Waits until it is so; fails when patience ends first. */
    default void await(BooleanSupplier condition) {
        Assertions.assertTimeoutPreemptively(patience(), () -> {
            while (!condition.getAsBoolean()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        });
    }

    /** A node of a user whom no other test knows. */
    static NodeRef freshNode() {
        return new NodeRef(Scope.fresh().user(), "notes");
    }

    /** Writes a value that must be taken. */
    default NodeEntry keep(NodeRef node, String key, NodeValue value) {
        return keep(node, NodeDraft.of(key, value));
    }

    default NodeEntry keep(NodeRef node, NodeDraft draft) {
        NodeOutcome outcome = nodes().put(node, draft);
        assertThat(outcome).isInstanceOf(NodeOutcome.Stored.class);
        return ((NodeOutcome.Stored) outcome).entry();
    }

    /** Writes a value that must be refused for this reason. */
    default void refuses(NodeRef node, String key, NodeValue value, NodeOutcome.Reason reason) {
        assertThat(nodes().put(node, NodeDraft.of(key, value))).isEqualTo(reason.refused());
    }

    default List<String> keys(NodeRef node, NodeQuery query) {
        return nodes().query(node, query).stream()
                .map(match -> match.entry().key())
                .toList();
    }

    default List<String> keys(NodeRef node, NodeKind kind) {
        return keys(node, NodeQuery.Select.all(kind));
    }

    default List<NodeMatch> matches(NodeRef node, NodeQuery query) {
        return nodes().query(node, query);
    }
}
