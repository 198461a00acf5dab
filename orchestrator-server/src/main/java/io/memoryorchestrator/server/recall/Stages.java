package io.memoryorchestrator.server.recall;

import java.util.LinkedHashMap;
import java.util.Map;

/** Milliseconds by stage of one answer; parts on several threads write to it. */
final class Stages {

    private final long began = System.nanoTime();
    private final Map<String, Double> millis = new LinkedHashMap<>();

    synchronized void add(String stage, long since) {
        millis.put(stage, (System.nanoTime() - since) / 1e6);
    }

    synchronized Map<String, Double> done() {
        add("total", began);
        return Map.copyOf(millis);
    }
}
