package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.api.canonical.BackfillJob;
import io.memoryorchestrator.api.canonical.BackfillLedger;
import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.server.backfill.BackfillDesk;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.wire.IntentWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and steers backfill jobs. A job's id is the id of the intent that asked for it. */
@RestController
@RequestMapping(path = "/v1/ops/backfills", produces = "application/json")
class BackfillController {
    private static final int LISTED = 100;

    private final CanonicalStore store;

    BackfillController(CanonicalStore store) {
        this.store = store;
    }

    @GetMapping
    List<Map<String, @Nullable Object>> list() {
        return ledger().list(LISTED).stream().map(BackfillController::json).toList();
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(@PathVariable String id) {
        return found(ledger().show(BackfillDesk.jobId(id)));
    }

    @PostMapping("/{id}/pause")
    Map<String, @Nullable Object> pause(@PathVariable String id) {
        return found(ledger().move(BackfillDesk.jobId(id), BackfillJob.State.PAUSED, "paused by an operator"));
    }

    @PostMapping("/{id}/resume")
    Map<String, @Nullable Object> resume(@PathVariable String id) {
        return found(ledger().move(BackfillDesk.jobId(id), BackfillJob.State.RUNNING, null));
    }

    @PostMapping("/{id}/cancel")
    Map<String, @Nullable Object> cancel(@PathVariable String id) {
        return found(ledger().move(BackfillDesk.jobId(id), BackfillJob.State.CANCELLED, "cancelled by an operator"));
    }

    private BackfillLedger ledger() {
        return store.backfills();
    }

    private static Map<String, @Nullable Object> found(Optional<BackfillJob> job) {
        return job.map(BackfillController::json)
                .orElseThrow(() -> new NotFoundException("There is no backfill job with this id"));
    }

    private static Map<String, @Nullable Object> json(BackfillJob job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", job.id().toString());
        json.put("state", job.state().name());
        json.put("reason", job.reason());
        json.put("request", IntentWriter.backfillFields(job.request()));
        json.put("total", job.total());
        json.put("done", job.done());
        json.put("failed", job.failed());
        json.put("createdAt", job.createdAt().toString());
        json.put("updatedAt", job.updatedAt().toString());
        return json;
    }
}
