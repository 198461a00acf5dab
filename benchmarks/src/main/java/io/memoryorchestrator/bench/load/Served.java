package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.measure.Latencies;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;

/** How long answers took: the whole way as the caller sees it, and stage by stage as the answer itself says. */
final class Served {
    private final Latencies whole = new Latencies();
    private final Map<String, Latencies> stages = new ConcurrentSkipListMap<>();

    void add(long nanos, JsonNode timings) {
        whole.add(nanos);
        timings.properties()
                .forEach(stage -> stages.computeIfAbsent(stage.getKey(), _ -> new Latencies())
                        .add((long) (stage.getValue().asDouble() * 1e6)));
    }

    Latencies whole() {
        return whole;
    }

    /** A percentile of each stage in milliseconds; stages that run side by side do not add up. */
    Map<String, Double> stages(double percentile) {
        Map<String, Double> millis = new TreeMap<>();
        stages.forEach((stage, latencies) -> millis.put(stage, latencies.percentile(percentile)));
        return millis;
    }
}
