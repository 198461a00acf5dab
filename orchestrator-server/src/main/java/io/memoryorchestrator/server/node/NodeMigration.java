package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeDigest;
import io.memoryorchestrator.api.node.NodeDigest.OfKind;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Copies everything of one store into another, and looks whether it arrived. What is there already stays. */
final class NodeMigration {
    private static final int ENTRIES_AT_ONCE = 200;

    private NodeMigration() {}

    static Report run(NodeStore from, NodeStore to) {
        long[] copied = {0};
        List<NodeEntry> batch = new ArrayList<>();
        from.export(null, entry -> {
            batch.add(entry);
            if (batch.size() == ENTRIES_AT_ONCE) {
                copied[0] += to.restore(batch.stream());
                batch.clear();
            }
        });
        copied[0] += to.restore(batch.stream());

        NodeDigest given = new NodeDigest();
        NodeDigest arrived = new NodeDigest();
        from.export(null, entry -> {
            given.add(entry);
            to.get(entry.node(), entry.kind(), entry.key()).ifPresent(arrived::add);
        });
        return new Report(copied[0], given.kinds(), arrived.kinds());
    }

    /**
     * What a migration did.
     *
     * @param copied entries that were written; the others were there
     * @param given what the first store holds, by kind
     * @param arrived what the second one holds under the same keys
     */
    record Report(long copied, Map<NodeKind, OfKind> given, Map<NodeKind, OfKind> arrived) {
        /** Whether everything is there and the same. */
        boolean valid() {
            return given.equals(arrived);
        }
    }
}
