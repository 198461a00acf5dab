package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.tck.node.AllNodeContracts;
import java.time.Clock;

class InProcessNodesConformanceTests implements AllNodeContracts {
    private final NodeStore nodes = new InProcessNodes(Clock.systemUTC(), user -> false);

    @Override
    public NodeStore nodes() {
        return nodes;
    }
}
