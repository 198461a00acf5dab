package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.pii.CustomPattern;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.server.redaction.Redactor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what is redacted for a tenant, and how often this process found something: types, detectors and counts, never a value. */
@RestController
class PiiController {
    private final Redactor redactor;
    private final MeterRegistry meters;
    private final String defaultTenant;

    PiiController(
            Redactor redactor,
            MeterRegistry meters,
            @Value("${orchestrator.default-tenant:default}") String defaultTenant) {
        this.redactor = redactor;
        this.meters = meters;
        this.defaultTenant = defaultTenant;
    }

    @GetMapping(path = "/v1/ops/pii", produces = "application/json")
    Map<String, Object> policy(@RequestParam(name = "tenantId", required = false) @Nullable String named) {
        String tenantId = named == null ? defaultTenant : named;
        Optional<PiiPolicy> policy = redactor.policyOf(tenantId);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("enabled", policy.isPresent());
        json.put("tenantId", tenantId);
        json.put("types", policy.map(this::types).orElse(List.of()));
        json.put(
                "patterns",
                policy.map(PiiPolicy::customPatterns).orElse(List.of()).stream()
                        .map(CustomPattern::name)
                        .sorted()
                        .toList());
        return json;
    }

    private List<Map<String, Object>> types(PiiPolicy policy) {
        return Arrays.stream(PiiType.values())
                .map(type -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("type", type.name());
                    json.put("action", policy.actionFor(type).name());
                    json.put("minConfidence", policy.minimumConfidence(type));
                    json.put("found", found(type));
                    return json;
                })
                .toList();
    }

    /** By detector, since this process started, for all tenants. */
    private Map<String, Long> found(PiiType type) {
        Map<String, Long> found = new TreeMap<>();
        for (Counter counter :
                meters.find(Redactor.COUNTER).tag("type", type.name()).counters()) {
            found.put(String.valueOf(counter.getId().getTag("detector")), (long) counter.count());
        }
        return found;
    }
}
