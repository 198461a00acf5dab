package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.tck.node.AllNodeContracts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class NodesConformanceIT implements AllNodeContracts {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("nodes_conformance");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    public NodeStore nodes() {
        return store.adapter().nodes();
    }
}
