package io.memoryorchestrator.server.retention;

import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.canonical.Retention.Rule;
import io.memoryorchestrator.api.canonical.Retention.Run;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.JsonFields;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How long memory is kept, and what was removed when. */
@RestController
@RequestMapping(path = "/v1/ops/retention", produces = "application/json")
class RetentionController {
    private static final int MOST_DAYS = 36_500;

    private final Retention retention;
    private final IntentReader reader;
    private final Audited audited;
    private final Clock clock;

    RetentionController(Stewardship stewardship, IntentReader reader, Audited audited, Clock clock) {
        this.retention = stewardship.retention();
        this.reader = reader;
        this.audited = audited;
        this.clock = clock;
    }

    @GetMapping
    Map<String, Object> show() {
        return Map.of(
                "scheduledBy", retention.runsByItself() ? "pg_cron" : "service",
                "rules",
                        retention.rules().stream()
                                .map(RetentionController::json)
                                .toList(),
                "runs", retention.runs().stream().map(RetentionController::json).toList());
    }

    /**
     * {@code {days?, legalHold?}}; the tenant {@code *} is every one that has no days of its own. Without days it has those
     * of {@code *}, and {@code *} the configured ones.
     */
    @PutMapping(path = "/{tenant}", consumes = "application/json")
    Map<String, Object> rule(@PathVariable String tenant, @RequestBody byte[] body, Access access) {
        JsonFields fields = JsonFields.of(reader.parse(body));
        Integer days = fields.smallInteger("days");
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            fields.fault("days", "must lie between 1 and " + MOST_DAYS + ", or be null");
        }
        boolean hold = fields.flag("legalHold");
        fields.check();
        audited.by(access, () -> retention.rule(tenant, days, hold));
        return show();
    }

    /** {@code {legalHold}} for one user. */
    @PutMapping(path = "/{tenant}/users/{id}", consumes = "application/json")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(@PathVariable String tenant, @PathVariable String id, @RequestBody byte[] body, Access access) {
        JsonFields fields = JsonFields.of(reader.parse(body));
        boolean hold = fields.flag("legalHold");
        fields.check();
        boolean known = audited.by(access, () -> Boolean.valueOf(retention.hold(access.actingFor(tenant, id), hold)));
        if (!known) {
            throw new NotFoundException("Nothing is stored of this user");
        }
    }

    /** Removes now what is older than its window. */
    @PostMapping("/runs")
    Map<String, @Nullable Object> run(Access access) {
        audited.first(access, "retention.run", null, null);
        return json(retention.run(clock.instant()));
    }

    private static Map<String, @Nullable Object> json(Rule rule) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tenantId", rule.tenantId());
        json.put("days", rule.days());
        json.put("legalHold", rule.legalHold());
        return json;
    }

    private static Map<String, @Nullable Object> json(Run run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("job", run.job());
        json.put("removed", run.removed());
        json.put("startedAt", run.startedAt().toString());
        json.put(
                "finishedAt", run.finishedAt() == null ? null : run.finishedAt().toString());
        return json;
    }
}
