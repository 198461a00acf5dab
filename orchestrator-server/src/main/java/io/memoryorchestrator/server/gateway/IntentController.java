package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.IntentLedger.Acceptance;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.identity.Access;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes intents. 202 means that the broker has them. */
@RestController
@RequestMapping(path = "/v1/intents", consumes = "application/json", produces = "application/json")
class IntentController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final SubmissionReader reader;
    private final IntentAcceptance acceptance;

    IntentController(SubmissionReader reader, IntentAcceptance acceptance) {
        this.reader = reader;
        this.acceptance = acceptance;
    }

    @PostMapping("/turn-committed")
    ResponseEntity<Map<String, Object>> turnCommitted(
            Access access,
            @RequestBody byte[] body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        return acceptOne(access, IntentType.TURN_COMMITTED, body, key);
    }

    @PostMapping("/session-sync")
    ResponseEntity<Map<String, Object>> sessionSync(
            Access access,
            @RequestBody byte[] body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        return acceptOne(access, IntentType.SESSION_SYNC, body, key);
    }

    @PostMapping("/session-backfill")
    ResponseEntity<Map<String, Object>> sessionBackfill(
            Access access,
            @RequestBody byte[] body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        return acceptOne(access, IntentType.SESSION_BACKFILL, body, key);
    }

    /** Any intent in its envelope, answered by one receipt, or an array of them, answered by an array. */
    @PostMapping
    ResponseEntity<?> envelopes(
            Access access,
            @RequestBody byte[] body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
        List<Map<String, Object>> receipts =
                acceptance.accept(access, reader.envelopes(body, key, access.tenant())).stream()
                        .map(IntentController::receipt)
                        .toList();
        boolean array = isArray(body);
        return ResponseEntity.accepted().body(array ? receipts : receipts.getFirst());
    }

    private ResponseEntity<Map<String, Object>> acceptOne(
            Access access, IntentType type, byte[] body, @Nullable String key) {
        Submission submission = reader.bare(type, body, key, access.tenant());
        Map<String, Object> receipt =
                receipt(acceptance.accept(access, List.of(submission)).getFirst());
        return ResponseEntity.accepted()
                .location(URI.create(String.valueOf(receipt.get("statusUrl"))))
                .body(receipt);
    }

    private static Map<String, Object> receipt(Acceptance accepted) {
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("intentId", accepted.intentId());
        receipt.put("status", accepted.status().name());
        receipt.put("statusUrl", StatusController.path(accepted.intentId()));
        return receipt;
    }

    private static boolean isArray(byte[] body) {
        for (byte each : body) {
            if (!Character.isWhitespace(each)) {
                return each == '[';
            }
        }
        return false;
    }
}
