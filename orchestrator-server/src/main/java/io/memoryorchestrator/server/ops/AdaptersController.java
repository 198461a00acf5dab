package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.CircuitGuarded;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the active adapters and how each of them is. */
@RestController
class AdaptersController {
    private final List<MemoryAdapter> adapters;

    AdaptersController(List<MemoryAdapter> adapters) {
        this.adapters = adapters;
    }

    /** All are asked side by side, since each may take its full second to find out that its backend is gone. */
    @GetMapping(path = "/v1/ops/adapters", produces = "application/json")
    List<Map<String, Object>> adapters() throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Map<String, Object>>> questions = adapters.stream()
                    .<Callable<Map<String, Object>>>map(each -> () -> show(each))
                    .toList();
            List<Map<String, Object>> answers = new ArrayList<>();
            for (Future<Map<String, Object>> answer : executor.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Map<String, Object> show(MemoryAdapter adapter) {
        AdapterHealth health = adapter.check();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", adapter.descriptor().name());
        json.put("state", health.state().name());
        json.put("detail", health.detail());
        json.put("checkMs", health.took().toMillis());
        json.put("permanent", adapter.descriptor().permanent());
        json.put(
                "abilities",
                adapter.descriptor().abilities().stream()
                        .map(Ability::name)
                        .sorted()
                        .toList());
        if (adapter instanceof CircuitGuarded guarded) {
            json.put("circuit", guarded.circuit().state().name());
        }
        return json;
    }
}
