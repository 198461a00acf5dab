package io.memoryorchestrator.tck.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.tck.fixture.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody's values are seen, changed or removed through another user's reference. */
public interface NodeIsolationContract extends NodeSubject {

    @ParameterizedTest
    @EnumSource
    default void theSameIdOfAnotherUserIsAnotherNode(NodeKind kind) {
        Scope scope = Scope.fresh();
        NodeRef mine = new NodeRef(scope.user(), "notes");
        NodeValues.ends(this, mine, kind);
        NodeEntry kept = keep(mine, "k", NodeValues.of(kind, 1));

        for (NodeRef other :
                List.of(new NodeRef(scope.otherUser(), "notes"), new NodeRef(scope.sameNameElsewhere(), "notes"))) {
            assertThat(nodes().get(other, kind, "k")).isEmpty();
            assertThat(keys(other, kind)).isEmpty();
            assertThat(nodes().delete(other, kind, "k")).isFalse();
            assertThat(nodes().clear(other, null)).isZero();
            assertThat(nodes().forget(other.user())).isEmpty();
            assertThat(nodes().find(other.user(), "number", NodeWordsContract.EVERY_KIND, 10))
                    .isEmpty();
            assertThat(exported(other)).isEmpty();
            NodeValues.ends(this, other, kind);
            keep(other, "k", NodeValues.of(kind, 2));
        }

        assertThat(nodes().get(mine, kind, "k")).contains(kept);
        assertThat(nodes().find(mine.user(), "number", NodeWordsContract.EVERY_KIND, 10))
                .allSatisfy(hit -> assertThat(hit.node()).isEqualTo(mine));
    }

    private List<NodeEntry> exported(NodeRef node) {
        List<NodeEntry> entries = new ArrayList<>();
        nodes().export(node.user(), entries::add);
        return entries;
    }
}
