package io.memoryorchestrator.server.testing;

import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import java.util.ArrayList;
import java.util.List;

/** Properties of a server that delivers to a scripted Mem0 and has little patience. */
public final class ProviderProperties {
    private ProviderProperties() {}

    /** @param more take the place of those with the same name */
    public static List<String> quick(String flavour, ScriptedMem0 mem0, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "orchestrator.queue.partitions=3",
                "orchestrator.queue.retry-waits=200ms,500ms,1s,2s",
                "orchestrator.adapter.mem0.enabled=true",
                "orchestrator.adapter.mem0.flavour=" + flavour,
                "orchestrator.adapter.mem0.api-key=m0-test",
                "orchestrator.adapter.mem0.base-url=" + mem0.url(),
                "orchestrator.adapter.mem0.allow-private-addresses=true",
                "orchestrator.adapter.mem0.infer=false",
                "orchestrator.adapter.mem0.timeouts.add=700ms",
                "orchestrator.adapter.mem0.timeouts.search=250ms",
                "orchestrator.adapter.mem0.timeouts.other=700ms",
                "orchestrator.adapter.mem0.retries.attempts=2",
                "orchestrator.adapter.mem0.retries.first-wait=20ms",
                "orchestrator.adapter.mem0.retries.longest-wait=100ms",
                "orchestrator.adapter.mem0.retries.longest-retry-after=300ms",
                "orchestrator.adapter.mem0.retries.in-doubt-quiet=20ms",
                "orchestrator.adapter.mem0.breaker.open-for=300ms",
                "orchestrator.adapter.mem0.limits.adds-per-second=10000",
                "orchestrator.adapter.mem0.batching.idle=500ms"));
        for (String each : more) {
            String name = each.substring(0, each.indexOf('=') + 1);
            properties.removeIf(other -> other.startsWith(name));
            properties.add(each);
        }
        return properties;
    }
}
