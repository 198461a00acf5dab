package io.memoryorchestrator.server.memories;

import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.canonical.Memories.Memory;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.ContextItem;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.uses.UseCount;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.JsonFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Searches what is remembered, ranked as fetchContext ranks it, and answers whole memories. */
@RestController
class MemorySearchController {
    /** The parts that find turns; what the others find would take their places within the limit. */
    private static final Set<ContextPart> TURNS = Set.of(ContextPart.RECENT, ContextPart.WORDS, ContextPart.VECTORS);

    private final RecallEngine engine;
    private final Memories memories;
    private final Redactor redactor;
    private final IntentReader reader;
    private final UseCount uses;
    private final Audited audited;

    MemorySearchController(
            RecallEngine engine,
            Stewardship stewardship,
            Redactor redactor,
            IntentReader reader,
            UseCount uses,
            Audited audited) {
        this.engine = engine;
        this.memories = stewardship.memories();
        this.redactor = redactor;
        this.reader = reader;
        this.uses = uses;
        this.audited = audited;
    }

    /** Takes the fields of fetchContext, and {@code types}. Finds turns only: neither notes of providers nor memory nodes. */
    @PostMapping(path = "/v1/memories/search", consumes = "application/json", produces = "application/json")
    Map<String, @Nullable Object> search(@RequestBody byte[] body, Access access) {
        JsonNode json = reader.parse(body);
        JsonFields fields = JsonFields.of(json);
        fields.requiredText("query");
        Set<String> types = new HashSet<>(fields.parsedList("types", type -> type));
        fields.check();
        ContextFetch asked = (ContextFetch) reader.forTenant(access.tenant()).read(IntentType.CONTEXT_FETCH, json);
        Set<ContextPart> parts = TURNS.stream().filter(asked::includes).collect(Collectors.toSet());
        if (parts.isEmpty()) {
            fields.fault("include", "must name recent, words or vectors: the other parts find no memories");
            fields.check();
        }
        ContextFetch fetch =
                redactor.fetch(asked.within(asked.filter().ofTypes(types)).from(parts));
        access.actingFor(fetch.user());
        FetchedContext context = engine.fetch(fetch);
        uses.used(fetch.user(), context);
        audited.read(access, "memory.search", fetch.user(), null);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("items", items(fetch, context, types));
        answer.put("degraded", context.degraded());
        return answer;
    }

    private List<Map<String, @Nullable Object>> items(ContextFetch fetch, FetchedContext context, Set<String> types) {
        List<ContextItem> turns = context.items().stream()
                .filter(item -> item.kind().equals("turn"))
                .toList();
        Map<String, Memory> byId =
                memories
                        .lookup(
                                fetch.user(),
                                turns.stream()
                                        .map(item -> UUID.fromString(item.id()))
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(memory -> memory.turn().id().toString(), Function.identity()));
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (ContextItem turn : turns) {
            Memory memory = byId.get(turn.id());
            if (memory != null && (types.isEmpty() || types.contains(memory.type()))) {
                Map<String, @Nullable Object> item = MemoryJson.of(memory);
                item.put("score", turn.score());
                item.put("scoreParts", turn.scoreParts());
                item.put("source", turn.source());
                items.add(item);
            }
        }
        return items;
    }
}
