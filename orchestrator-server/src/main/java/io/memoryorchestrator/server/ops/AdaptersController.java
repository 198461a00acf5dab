package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.spi.MemoryAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the adapters, those that are switched off too, and how each of them is. */
@RestController
class AdaptersController {
    private final List<MemoryAdapter> adapters;
    private final AdapterReport report;

    AdaptersController(List<MemoryAdapter> adapters, AdapterReport report) {
        this.adapters = adapters;
        this.report = report;
    }

    /** All are asked side by side, since each may take its full second to find out that its backend is gone. */
    @GetMapping(path = "/v1/ops/adapters", produces = "application/json")
    List<Map<String, @Nullable Object>> adapters() throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Map<String, @Nullable Object>>> questions = adapters.stream()
                    .<Callable<Map<String, @Nullable Object>>>map(each -> () -> report.of(each))
                    .toList();
            List<Map<String, @Nullable Object>> answers = new ArrayList<>();
            for (Future<Map<String, @Nullable Object>> answer : executor.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
