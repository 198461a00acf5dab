package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.identity.Caller;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.uses.UseCount;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The chat loop for simple clients: add what was said, search before the next answer. */
@RestController
@RequestMapping(path = "/api/memory", produces = "application/json")
class ChatController {
    private final ChatReader reader;
    private final ChatMemory memory;
    private final Redactor redactor;
    private final RecallEngine engine;
    private final CanonicalStore store;
    private final UseCount uses;
    private final Audited audited;

    ChatController(
            ChatReader reader,
            ChatMemory memory,
            Redactor redactor,
            RecallEngine engine,
            CanonicalStore store,
            UseCount uses,
            Audited audited) {
        this.reader = reader;
        this.memory = memory;
        this.redactor = redactor;
        this.engine = engine;
        this.store = store;
        this.uses = uses;
        this.audited = audited;
    }

    /**
     * 200: what was added is searchable, unless a message is told as failed. 202: it is accepted and will be. Each message that is new has
     * the URL of its status, which says the reason.
     */
    @RequestBody(content = @Content(schema = @Schema(implementation = ChatBodies.Add.class)))
    @PostMapping(path = "/add", consumes = "application/json")
    ResponseEntity<Map<String, Object>> add(
            Access access, @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        SessionSync spoken = reader.add(access, body);
        List<ChatMemory.Added> added = memory.add(access, spoken);
        boolean open = added.stream().anyMatch(each -> each.outcome() == Settling.Outcome.OPEN);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", open ? "accepted" : "done");
        json.put("searchable", !open && count(added, Settling.Outcome.FAILED) == 0);
        json.put("session_id", spoken.session().sessionId());
        json.put("stored", count(added, Settling.Outcome.STORED));
        json.put("duplicates", count(added, Settling.Outcome.DUPLICATE));
        json.put("results", added.stream().map(ChatController::json).toList());
        return open
                ? ResponseEntity.accepted().header(HttpHeaders.RETRY_AFTER, "1").body(json)
                : ResponseEntity.ok(json);
    }

    @RequestBody(content = @Content(schema = @Schema(implementation = ChatBodies.Search.class)))
    @PostMapping(path = "/search", consumes = "application/json")
    Map<String, Object> search(Access access, @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        ContextFetch fetch = reader.search(access, body);
        FetchedContext found = engine.fetch(redactor.fetch(fetch));
        uses.used(fetch.user(), found);
        audited.read(access, "memory.search", fetch.user(), fetch.sessionId());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("results", found.items().stream().map(ChatController::json).toList());
        json.put("context", found.block());
        json.put("degraded", found.degraded());
        return json;
    }

    /** Whether memory can be used, and how many turns of a user there are. */
    @GetMapping("/status")
    Map<String, Object> status(
            Access access,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "tenant_id", required = false) @Nullable String tenantId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "ok");
        if (userId != null || access.caller() instanceof Caller.User) {
            UserRef user = access.actingFor(tenantId, userId);
            json.put("user_id", user.userId());
            json.put("turns", store.count(TurnScan.Range.ofUser(user)));
        }
        return json;
    }

    private static long count(List<ChatMemory.Added> added, Settling.Outcome outcome) {
        return added.stream().filter(each -> each.outcome() == outcome).count();
    }

    private static Map<String, @Nullable Object> json(ChatMemory.Added added) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", added.turnId().toString());
        json.put(
                "status",
                added.outcome() == Settling.Outcome.OPEN
                        ? "accepted"
                        : added.outcome().name().toLowerCase(Locale.ROOT));
        if (added.intentId() != null) {
            json.put("status_url", StatusController.path(added.intentId()));
        }
        return json;
    }

    private static Map<String, @Nullable Object> json(ContextItem item) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        json.put("memory", item.text());
        json.put("role", item.role() == null ? null : item.role().wireName());
        json.put("session_id", item.sessionId());
        json.put(
                "created_at",
                item.occurredAt() == null ? null : item.occurredAt().toString());
        json.put("source", item.source());
        json.put("score", item.score());
        return json;
    }
}
