package io.memoryorchestrator.server.audit;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.AuditLog.Entry;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.wire.PageCursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the audit to operators, newest first; of one user, when they can name the user. */
@RestController
class AuditController {
    private final AuditLog log;

    AuditController(Stewardship stewardship) {
        this.log = stewardship.audit();
    }

    @GetMapping(path = "/v1/ops/audit", produces = "application/json")
    Map<String, @Nullable Object> list(
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Access access) {
        UserRef user = userId == null ? null : access.actingFor(tenantId, userId);
        int most = PageCursor.limit(limit);
        List<Entry> entries = log.list(user, cursor == null ? null : number(cursor), most);
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("items", entries.stream().map(AuditController::json).toList());
        page.put(
                "next",
                entries.size() < most
                        ? null
                        : PageCursor.of(Long.toString(entries.getLast().number())));
        return page;
    }

    private static Long number(String cursor) {
        try {
            return Long.valueOf(PageCursor.parts(cursor, 1).getFirst());
        } catch (NumberFormatException none) {
            throw PageCursor.invalid();
        }
    }

    private static Map<String, @Nullable Object> json(Entry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("at", entry.at().toString());
        json.put("actorRole", entry.actorRole());
        json.put("actor", entry.actor());
        json.put("action", entry.action());
        json.put("tenantId", entry.tenantId());
        json.put("subject", entry.subject());
        json.put("object", entry.object());
        return json;
    }
}
