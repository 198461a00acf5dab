package io.memoryorchestrator.api.node;

/** What a canonical store may offer beyond its duty: memory nodes. */
public interface NodeMemory {

    NodeStore nodes();
}
