package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;

class Mem0OssConformanceIT extends Mem0Conformance {
    Mem0OssConformanceIT() {
        super(Flavour.OSS);
    }
}
