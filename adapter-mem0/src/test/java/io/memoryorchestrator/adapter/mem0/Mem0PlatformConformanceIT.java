package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;

class Mem0PlatformConformanceIT extends Mem0Conformance {
    Mem0PlatformConformanceIT() {
        super(Flavour.PLATFORM);
    }
}
