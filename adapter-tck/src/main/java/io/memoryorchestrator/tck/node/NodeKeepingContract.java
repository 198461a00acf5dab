package io.memoryorchestrator.tck.node;

import static io.memoryorchestrator.tck.node.NodeSubject.freshNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.NodeDigest;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeNamespace;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for values of every kind: they are kept, replaced, removed, expire, and go out and come in again. */
public interface NodeKeepingContract extends NodeSubject {

    @ParameterizedTest
    @EnumSource
    default void aValueComesBackAsItWasWritten(NodeKind kind) {
        NodeRef node = freshNode();
        NodeValues.ends(this, node, kind);
        NodeNamespace namespace = new NodeNamespace(node.user().tenantId(), "helper", "travel");
        NodeDraft draft = new NodeDraft(
                "k", NodeValues.of(kind, 1), namespace, Map.of("seen", List.of(1, "x")), Duration.ofHours(1));

        NodeEntry kept = keep(node, draft);

        assertThat(kept.value()).isEqualTo(draft.value());
        assertThat(kept.namespace()).isEqualTo(namespace);
        assertThat(kept.metadata()).isEqualTo(draft.metadata());
        assertThat(kept.expiresAt()).isEqualTo(kept.updatedAt().plus(Duration.ofHours(1)));
        assertThat(nodes().get(node, kind, "k")).contains(kept);
        assertThat(keys(node, kind)).containsExactly("k");
    }

    @ParameterizedTest
    @EnumSource
    default void whatIsNotThereIsNotFound(NodeKind kind) {
        NodeRef node = freshNode();

        assertThat(nodes().get(node, kind, "k")).isEmpty();
        assertThat(keys(node, kind)).isEmpty();
        assertThat(nodes().delete(node, kind, "k")).isFalse();
        assertThat(nodes().clear(node, kind)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void aSecondWritingReplacesTheFirst(NodeKind kind) {
        NodeRef node = freshNode();
        NodeValues.ends(this, node, kind);
        NodeEntry first = keep(node, NodeDraft.of("k", NodeValues.of(kind, 1)).livingFor(Duration.ofHours(1)));
        NodeValue other = NodeValues.of(kind, 2);

        NodeOutcome outcome = nodes().put(node, NodeDraft.of("k", other));

        NodeOutcome.Stored stored = (NodeOutcome.Stored) outcome;
        assertThat(stored.created()).isFalse();
        assertThat(stored.entry().value()).isEqualTo(other);
        assertThat(stored.entry().createdAt()).isEqualTo(first.createdAt());
        assertThat(stored.entry().updatedAt()).isAfterOrEqualTo(first.updatedAt());
        assertThat(nodes().get(node, kind, "k")).contains(stored.entry());
        assertThat(keys(node, kind)).containsExactly("k");
    }

    @ParameterizedTest
    @EnumSource
    default void whatHasExpiredIsGoneForReadersAndItsKeyIsFree(NodeKind kind) {
        NodeRef node = freshNode();
        NodeValues.ends(this, node, kind);
        NodeEntry old = keep(node, NodeDraft.of("k", NodeValues.of(kind, 1)).livingFor(Duration.ofMillis(1)));
        await(() -> nodes().get(node, kind, "k").isEmpty());

        assertThat(keys(node, kind)).isEmpty();
        assertThat(entries(node)).noneMatch(entry -> entry.key().equals("k"));
        assertThat(nodes().delete(node, kind, "k")).isFalse();

        NodeOutcome.Stored again = (NodeOutcome.Stored) nodes().put(node, NodeDraft.of("k", NodeValues.of(kind, 2)));
        assertThat(again.created()).isTrue();
        assertThat(again.entry().createdAt()).isAfter(old.createdAt());
    }

    @ParameterizedTest
    @EnumSource
    default void theSweepRemovesWhatHasExpiredAndNothingElse(NodeKind kind) {
        NodeRef node = freshNode();
        NodeValues.ends(this, node, kind);
        keep(node, NodeDraft.of("stays", NodeValues.of(kind, 1)).livingFor(Duration.ofHours(1)));
        keep(node, NodeDraft.of("goes", NodeValues.of(kind, 2)).livingFor(Duration.ofMillis(1)));
        await(() -> nodes().get(node, kind, "goes").isEmpty());

        await(() -> nodes().sweep(1_000) == 0);

        assertThat(keys(node, kind)).containsExactly("stays");
        assertThat(nodes().clear(node, kind)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    default void aValueIsDeletedAlone(NodeKind kind) {
        NodeRef node = freshNode();
        NodeValues.ends(this, node, kind);
        keep(node, "a", NodeValues.of(kind, 1));
        keep(node, "b", NodeValues.of(kind, 2));

        assertThat(nodes().delete(node, kind, "a")).isTrue();

        assertThat(keys(node, kind)).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource
    default void whatIsExportedCanBeRestoredToTheSameState(NodeKind kind) {
        NodeRef node = freshNode();
        NodeValues.ends(this, node, kind);
        keep(node, NodeDraft.of("k", NodeValues.of(kind, 1)).livingFor(Duration.ofHours(1)));
        keep(node, "other", NodeValues.of(kind, 2));
        List<NodeEntry> exported = entries(node);
        NodeDigest before = digest(exported);

        Map<NodeKind, Long> forgotten = nodes().forget(node.user());
        assertThat(forgotten).containsEntry(kind, 2L);
        assertThat(entries(node)).isEmpty();

        assertThat(nodes().restore(exported.stream())).isEqualTo(exported.size());
        assertThat(nodes().restore(exported.stream())).as("the second time").isZero();
        assertThat(digest(entries(node))).isEqualTo(before);
    }

    @Test
    default void whatHasExpiredMeanwhileIsNotRestored() {
        NodeRef node = freshNode();
        NodeEntry kept = keep(node, "k", new KeyValue(1));
        Instant past = kept.createdAt().minusSeconds(60);
        NodeEntry expired = new NodeEntry(
                node, "late", kept.value(), null, Map.of(), past.minusSeconds(60), past.minusSeconds(60), past);

        assertThat(nodes().restore(List.of(expired).stream())).isZero();
        assertThat(keys(node, NodeKind.KEY_VALUE)).containsExactly("k");
    }

    @Test
    default void aNodeIsClearedAsAWhole() {
        NodeRef node = freshNode();
        NodeRef neighbour = new NodeRef(node.user(), "other");
        for (NodeKind kind : NodeKind.values()) {
            if (!kind.isRelation()) {
                keep(node, "k", NodeValues.of(kind, 1));
            }
        }
        keep(neighbour, "k", new KeyValue("stays"));

        assertThat(nodes().clear(node, null)).isEqualTo(NodeKind.values().length - 2);

        assertThat(entries(node)).extracting(NodeEntry::node).containsExactly(neighbour);
    }

    @Test
    default void aFullNodeTakesNoMoreOfTheKindButReplacesWhatItHas() {
        NodeRef node = freshNode();
        NodeEntry first = keep(node, "k0", new KeyValue(0));
        List<NodeEntry> others = new ArrayList<>();
        IntStream.range(1, NodeLimits.PER_KIND)
                .forEach(i -> others.add(new NodeEntry(
                        node, "k" + i, new KeyValue(i), null, Map.of(), first.createdAt(), first.updatedAt(), null)));
        assertThat(nodes().restore(others.stream())).isEqualTo(NodeLimits.PER_KIND - 1);

        refuses(node, "one-more", new KeyValue(1), NodeOutcome.Reason.TOO_MANY);

        keep(node, "k0", new KeyValue("replaced"));
        keep(new NodeRef(node.user(), "another"), "k", new KeyValue(1));
        assertThat(nodes().clear(node, NodeKind.KEY_VALUE)).isEqualTo(NodeLimits.PER_KIND);
    }

    private List<NodeEntry> entries(NodeRef node) {
        List<NodeEntry> entries = new ArrayList<>();
        nodes().export(node.user(), entries::add);
        return entries;
    }

    private static NodeDigest digest(List<NodeEntry> entries) {
        NodeDigest digest = new NodeDigest();
        entries.forEach(digest::add);
        return digest;
    }
}
