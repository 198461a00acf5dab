package io.memoryorchestrator.server.memories;

import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.canonical.Memories.Change;
import io.memoryorchestrator.api.canonical.Memories.Memory;
import io.memoryorchestrator.api.canonical.Memories.Place;
import io.memoryorchestrator.api.canonical.Memories.Wanted;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.erasure.EveryPlace;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.retention.LegalHolds;
import io.memoryorchestrator.server.uses.UseCount;
import io.memoryorchestrator.server.wire.AnswerPage;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.JsonFields;
import io.memoryorchestrator.server.wire.PageCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** What is remembered of a user, one by one and paged. */
@RestController
@RequestMapping(path = "/v1/memories", produces = "application/json")
class MemoriesController {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,49}");

    private final Memories memories;
    private final EveryPlace places;
    private final LegalHolds holds;
    private final List<MemoryAdapter> adapters;
    private final UseCount uses;
    private final Audited audited;
    private final Redactor redactor;
    private final IntentReader reader;

    MemoriesController(
            Stewardship stewardship,
            EveryPlace places,
            LegalHolds holds,
            List<MemoryAdapter> adapters,
            UseCount uses,
            Audited audited,
            Redactor redactor,
            IntentReader reader) {
        this.memories = stewardship.memories();
        this.places = places;
        this.holds = holds;
        this.adapters = adapters;
        this.uses = uses;
        this.audited = audited;
        this.redactor = redactor;
        this.reader = reader;
    }

    /** Newest first. Narrowed by type, sessionId, threadId, agentId, namespace, role, since, until and minImportance. */
    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            WebRequest request,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        Wanted wanted = MemoryFilter.of(request);
        AnswerPage<Place> read = AnswerPage.of(
                PageCursor.limit(limit),
                AnswerPage.PIECE,
                cursor == null ? null : place(cursor),
                (after, count) -> piece(memories.list(user, wanted, after, count), count));
        audited.read(access, "memory.list", user, null);
        Place next = read.next();
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("items", read.items());
        page.put(
                "next",
                next == null
                        ? null
                        : PageCursor.of(next.occurredAt().toString(), next.id().toString()));
        return page;
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        Memory memory = found(user, uuid(id));
        uses.used(user, memory.turn().id());
        audited.read(access, "memory.read", user, id);
        return MemoryJson.of(memory);
    }

    /** Changes type, importance or metadata where they are given. The words stay: the id follows from them. */
    @PatchMapping(path = "/{id}", consumes = "application/json")
    Map<String, @Nullable Object> change(
            @PathVariable String id,
            @RequestBody byte[] body,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        Change change = change(user, JsonFields.of(reader.parse(body)));
        UUID turn = uuid(id);
        Memory changed =
                audited.by(access, () -> memories.change(user, turn, change).orElseThrow(MemoriesController::absent));
        adapters.stream()
                .filter(HotContext.class::isInstance)
                .map(HotContext.class::cast)
                .forEach(cache -> cache.invalidate(changed.turn().session()));
        return MemoryJson.of(changed);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        Set<UUID> turn = Set.of(found(user, uuid(id)).turn().id());
        holds.refuseIfHeld(user);
        audited.by(access, () -> places.forget(new ForgetScope.OfTurns(user, turn)));
    }

    private Memory found(UserRef user, UUID id) {
        return memories.lookup(user, List.of(id)).stream().findFirst().orElseThrow(MemoriesController::absent);
    }

    private Change change(UserRef user, JsonFields fields) {
        String type = fields.text("type");
        if (type != null && !TYPE.matcher(type).matches()) {
            fields.fault("type", "must be 1 to 50 small letters, digits, _ or -, beginning with a letter");
        }
        Double importance = fields.number("importance");
        if (importance != null && !(importance >= 0 && importance <= 1)) {
            fields.fault("importance", "must lie between 0 and 1");
        }
        if (fields.has("content")) {
            fields.fault("content", "cannot be changed: delete the memory and send a new turn");
        }
        Map<String, @Nullable Object> metadata =
                fields.has("metadata") ? redactor.object(user, fields.freeObject("metadata")) : null;
        fields.check();
        return new Change(type, importance, metadata);
    }

    private static AnswerPage<Place> piece(List<Memory> found, int count) {
        return new AnswerPage<>(
                found.stream().map(MemoryJson::of).toList(),
                found.size() < count ? null : place(found.getLast().turn()));
    }

    private static Place place(Turn turn) {
        return new Place(turn.occurredAt(), turn.id());
    }

    private static Place place(String cursor) {
        List<String> parts = PageCursor.parts(cursor, 2);
        try {
            return new Place(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (DateTimeException | IllegalArgumentException none) {
            throw PageCursor.invalid();
        }
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            throw absent();
        }
    }

    private static NotFoundException absent() {
        return new NotFoundException("There is no memory with this id");
    }
}
