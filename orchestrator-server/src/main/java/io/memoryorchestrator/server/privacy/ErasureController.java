package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.erasure.ErasureWorker;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.identity.OpenToAll;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.retention.LegalHolds;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erases users and shows how far that is. */
@RestController
class ErasureController {
    private final Erasures erasures;
    private final LegalHolds holds;
    private final ErasureWorker worker;
    private final Audited audited;
    private final ReceiptJson json;

    ErasureController(
            Stewardship stewardship, LegalHolds holds, ErasureWorker worker, Audited audited, ReceiptJson json) {
        this.erasures = stewardship.erasures();
        this.holds = holds;
        this.audited = audited;
        this.worker = worker;
        this.json = json;
    }

    /**
     * 202 with the receipt as it stands: the store holds nothing of the user any more, the other places follow. Asked again
     * while they do, it answers the same erasure.
     */
    @DeleteMapping(path = "/v1/users/{id}", produces = "application/json")
    ResponseEntity<Map<String, @Nullable Object>> erase(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String reason,
            Access access) {
        UserRef user = access.actingFor(tenantId, id);
        holds.refuseIfHeld(user);
        Receipt receipt = audited.by(access, () -> worker.begin(user, reason));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/erasures/" + receipt.id()))
                .body(json.of(receipt));
    }

    @OpenToAll(because = "a receipt names nobody, and its id is known to whom it was given")
    @GetMapping(path = "/v1/erasures/{id}", produces = "application/json")
    Map<String, @Nullable Object> show(@PathVariable String id) {
        return erasures.show(uuid(id)).map(json::of).orElseThrow(ErasureController::absent);
    }

    static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            throw absent();
        }
    }

    static NotFoundException absent() {
        return new NotFoundException("There is no erasure with this id");
    }
}
