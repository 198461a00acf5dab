package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.uses.UseCount;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers fetchContext in the response. */
@RestController
class ContextController {
    private final IntentReader reader;
    private final Redactor redactor;
    private final RecallEngine engine;
    private final UseCount uses;
    private final Audited audited;

    ContextController(IntentReader reader, Redactor redactor, RecallEngine engine, UseCount uses, Audited audited) {
        this.uses = uses;
        this.audited = audited;
        this.reader = reader;
        this.redactor = redactor;
        this.engine = engine;
    }

    @PostMapping(path = "/v1/context", consumes = "application/json", produces = "application/json")
    Map<String, Object> fetch(Access access, @RequestBody byte[] body) {
        ContextFetch fetch =
                (ContextFetch) reader.forTenant(access.tenant()).read(IntentType.CONTEXT_FETCH, reader.parse(body));
        access.actingFor(fetch.user());
        FetchedContext context = engine.fetch(redactor.fetch(fetch));
        uses.used(fetch.user(), context);
        audited.read(access, "context.fetch", fetch.user(), fetch.sessionId());
        return EventJson.toMap(context);
    }
}
