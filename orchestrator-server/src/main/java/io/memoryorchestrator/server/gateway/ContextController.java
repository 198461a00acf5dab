package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
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

    ContextController(IntentReader reader, Redactor redactor, RecallEngine engine) {
        this.reader = reader;
        this.redactor = redactor;
        this.engine = engine;
    }

    @PostMapping(path = "/v1/context", consumes = "application/json", produces = "application/json")
    Map<String, Object> fetch(Access access, @RequestBody byte[] body) {
        ContextFetch fetch =
                (ContextFetch) reader.forTenant(access.tenant()).read(IntentType.CONTEXT_FETCH, reader.parse(body));
        access.actingFor(fetch.user());
        return EventJson.toMap(engine.fetch(redactor.fetch(fetch)));
    }
}
