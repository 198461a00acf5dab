package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeMemory;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.server.node.InProcessNodes;
import io.memoryorchestrator.server.node.NodeStores;
import io.memoryorchestrator.server.node.NodeStores.Place;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires memory nodes: where they are kept. */
@Configuration(proxyBeanMethods = false)
class NodesConfiguration {

    @Bean
    NodeStores nodeStores(CanonicalStore store, OrchestratorProperties properties, Clock clock) {
        if (!(store instanceof NodeMemory memory)) {
            throw new IllegalStateException("The canonical store keeps no memory nodes: it has to be a NodeMemory");
        }
        Predicate<UserRef> erased =
                store instanceof Stewardship stewardship ? stewardship.erasures()::isErased : _ -> false;
        NodeStore inProcess = new InProcessNodes(clock, erased);
        return new NodeStores(
                memory.nodes(), inProcess, properties.nodes().useDatabaseStorage() ? Place.DATABASE : Place.IN_PROCESS);
    }
}
