package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What operators see and do of erasures. */
@RestController
@RequestMapping(path = "/v1/ops/erasures", produces = "application/json")
class ErasureOpsController {
    private static final int LISTED = 100;

    private final Erasures erasures;
    private final IntentReader reader;
    private final Audited audited;
    private final ReceiptJson json;

    ErasureOpsController(Stewardship stewardship, IntentReader reader, Audited audited, ReceiptJson json) {
        this.erasures = stewardship.erasures();
        this.audited = audited;
        this.reader = reader;
        this.json = json;
    }

    @GetMapping
    List<Map<String, @Nullable Object>> list() {
        return erasures.list(LISTED).stream().map(json::of).toList();
    }

    /** Says that a place needs not be waited for, such as an adapter that is gone for good: {@code {place, reason}}. */
    @PostMapping(path = "/{id}/waivers", consumes = "application/json")
    Map<String, @Nullable Object> waive(@PathVariable String id, @RequestBody byte[] body, Access access) {
        JsonFields fields = JsonFields.of(reader.parse(body));
        String place = fields.requiredText("place");
        String reason = fields.requiredText("reason");
        fields.check();
        UUID erasure = ErasureController.uuid(id);
        Receipt receipt = erasures.show(erasure).orElseThrow(ErasureController::absent);
        if (place == null || !receipt.steps().containsKey(place)) {
            throw new NotFoundException("The erasure has no step of this name");
        }
        audited.first(access, "erasure.waive", null, erasure + " " + place);
        erasures.report(erasure, place, new Step(Step.State.DONE, Map.of(), "waived: " + reason));
        return json.of(erasures.show(erasure).orElseThrow(ErasureController::absent));
    }

    /** Lets a user who was erased begin anew: {@code {tenantId?, userId}}. */
    @PostMapping(path = "/readmissions", consumes = "application/json")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readmit(@RequestBody byte[] body, Access access) {
        JsonFields fields = JsonFields.of(reader.parse(body));
        String tenant = fields.text("tenantId");
        String user = fields.requiredText("userId");
        fields.check();
        UserRef readmitted = access.actingFor(tenant, user);
        audited.by(access, () -> erasures.readmit(readmitted));
    }
}
