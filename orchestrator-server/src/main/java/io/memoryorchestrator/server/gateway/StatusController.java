package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.intent.IntentReport;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NotFoundException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells what became of an intent. */
@RestController
class StatusController {
    private final IntentLedger ledger;
    private final String embeddingModelId;

    StatusController(CanonicalStore store, Embedder embedder) {
        this.ledger = store.intents();
        this.embeddingModelId = embedder.model().id();
    }

    static String path(String intentId) {
        return "/v1/intents/"
                + URLEncoder.encode(intentId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @GetMapping(path = "/v1/intents/{id}", produces = "application/json")
    Map<String, @Nullable Object> status(Access access, @PathVariable String id) {
        return ledger.report(id, embeddingModelId)
                .filter(report -> maySee(access, report))
                .map(StatusController::json)
                .orElseThrow(() -> new NotFoundException("There is no intent with this id"));
    }

    /** An intent that spans users is shown to whoever sent it. */
    private static boolean maySee(Access access, IntentReport report) {
        UserRef owner = report.user();
        return owner == null ? access.operates() || access.caller().actor().equals(report.actor()) : access.sees(owner);
    }

    private static Map<String, @Nullable Object> json(IntentReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("intentId", report.intentId());
        json.put("type", report.type().intentName());
        json.put("status", report.status().name());
        json.put("reason", report.reason());
        json.put("acceptedAt", report.acceptedAt().toString());
        json.put("updatedAt", report.updatedAt().toString());
        json.put("turnIds", report.turnIds().stream().map(UUID::toString).toList());
        json.put("steps", report.steps());
        return json;
    }
}
