package io.memoryorchestrator.server.sessions;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.canonical.SessionStore.Change;
import io.memoryorchestrator.api.canonical.SessionStore.Changed;
import io.memoryorchestrator.api.canonical.SessionStore.Opening;
import io.memoryorchestrator.api.canonical.SessionStore.Place;
import io.memoryorchestrator.api.canonical.SessionStore.Session;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.erasure.EveryPlace;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.ConflictException;
import io.memoryorchestrator.server.problem.NotFoundException;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.retention.LegalHolds;
import io.memoryorchestrator.server.sessions.SessionRequests.Wanted;
import io.memoryorchestrator.server.wire.AnswerPage;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.JsonFields;
import io.memoryorchestrator.server.wire.PageCursor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions: POST takes the latest of the same user, thread and kind, or makes one. */
@RestController
@RequestMapping(path = "/v1/sessions", produces = "application/json")
class SessionController {
    private final SessionStore sessions;
    private final CanonicalStore store;
    private final EveryPlace places;
    private final LegalHolds holds;
    private final Redactor redactor;
    private final IntentReader reader;
    private final Audited audited;
    private final SessionRequests requests;

    SessionController(
            Stewardship stewardship,
            CanonicalStore store,
            EveryPlace places,
            LegalHolds holds,
            Redactor redactor,
            IntentReader reader,
            Audited audited,
            Clock clock) {
        this.sessions = stewardship.sessions();
        this.store = store;
        this.places = places;
        this.holds = holds;
        this.redactor = redactor;
        this.reader = reader;
        this.audited = audited;
        this.requests = new SessionRequests(clock);
    }

    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        AnswerPage<Place> read = AnswerPage.of(
                PageCursor.limit(limit),
                AnswerPage.PIECE,
                cursor == null ? null : SessionRequests.place(cursor),
                (after, count) -> piece(sessions.list(user, after, count), count));
        audited.read(access, "session.list", user, null);
        Place next = read.next();
        return SessionJson.page(
                read.items(),
                next == null ? null : PageCursor.of(next.updatedAt().toString(), next.sessionId()));
    }

    /**
     * 201 with a new session, 200 with one that was there. With a {@code sessionId} it makes that one, or replaces its data
     * and end.
     */
    @PostMapping(consumes = "application/json")
    ResponseEntity<Map<String, @Nullable Object>> open(@RequestBody byte[] body, Access access) {
        Wanted wanted = requests.wanted(JsonFields.of(reader.parse(body)));
        UserRef user = access.actingFor(wanted.tenantId(), wanted.userId());
        Map<String, @Nullable Object> data = redactor.object(user, wanted.data());
        String id = wanted.sessionId();
        Opening opening =
                new Opening(user, wanted.kind(), wanted.threadId(), wanted.timeToLive(), data, wanted.fresh());
        Session session = audited.by(
                access,
                () -> id == null
                        ? sessions.open(opening)
                        : sessions.put(SessionRequests.session(user, id).sessionId(), opening, null));
        boolean made = session.version() == 1 && session.createdAt().equals(session.updatedAt());
        return answer(made ? HttpStatus.CREATED : HttpStatus.OK, session);
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            Access access) {
        SessionRef session = SessionRequests.session(access.actingFor(tenantId, userId), id);
        Session found = sessions.show(session).orElseThrow(SessionController::absent);
        audited.read(access, "session.read", session.user(), id);
        return answer(HttpStatus.OK, found);
    }

    /** Changes {@code data}, {@code ttl} or {@code expiresAt} where they are given, and null takes the end away. */
    @PatchMapping(path = "/{id}", consumes = "application/json")
    ResponseEntity<Map<String, @Nullable Object>> change(
            @PathVariable String id,
            @RequestBody byte[] body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        Change asked = requests.change(JsonFields.of(reader.parse(body)), SessionRequests.version(ifMatch));
        Map<String, @Nullable Object> data = asked.data();
        Change change =
                new Change(data == null ? null : redactor.object(user, data), asked.expiry(), asked.expectedVersion());
        return switch (audited.by(access, () -> sessions.change(SessionRequests.session(user, id), change))) {
            case Changed.Done(Session session) -> answer(HttpStatus.OK, session);
            case Changed.Stale(long version) ->
                throw new ConflictException(
                        "version_conflict",
                        "The session has version " + version + " by now: read it again and repeat the change");
            case Changed.Absent() -> throw absent();
        };
    }

    /** Removes the session with everything said in it, here and in every adapter. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            Access access) {
        SessionRef session = SessionRequests.session(access.actingFor(tenantId, userId), id);
        if (store.recent(session, 1).isEmpty() && sessions.show(session).isEmpty()) {
            throw absent();
        }
        holds.refuseIfHeld(session.user());
        audited.by(access, () -> places.forget(new ForgetScope.OfSession(session)));
    }

    /** In the order in which they were said. */
    @GetMapping("/{id}/turns")
    Map<String, @Nullable Object> turns(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            @RequestParam(required = false) @Nullable String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Access access) {
        UserRef user = access.actingFor(tenantId, userId);
        SessionRef session = SessionRequests.session(user, id);
        TurnScan.Range range = new TurnScan.Range(user.tenantId(), user.userId(), session.sessionId(), null, null);
        AnswerPage<String> read = AnswerPage.of(
                PageCursor.limit(limit),
                AnswerPage.PIECE,
                cursor == null ? null : PageCursor.parts(cursor, 1).getFirst(),
                (after, count) -> piece(store.scan(range, after, count)));
        if (read.items().isEmpty() && cursor == null && sessions.show(session).isEmpty()) {
            throw absent();
        }
        audited.read(access, "session.turns", user, id);
        String next = read.next();
        return SessionJson.page(read.items(), next == null ? null : PageCursor.of(next));
    }

    private static AnswerPage<Place> piece(List<Session> found, int count) {
        return new AnswerPage<>(
                found.stream().map(SessionJson::of).toList(), found.size() < count ? null : place(found.getLast()));
    }

    private static AnswerPage<String> piece(TurnScan.Page scanned) {
        return new AnswerPage<>(
                scanned.turns().stream().map(EventJson::turnFields).toList(), scanned.next());
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(HttpStatus status, Session session) {
        String path = "/v1/sessions/"
                + URLEncoder.encode(session.session().sessionId(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        return ResponseEntity.status(status)
                .eTag("\"" + session.version() + "\"")
                .location(URI.create(path))
                .body(SessionJson.of(session));
    }

    private static Place place(Session session) {
        return new Place(session.updatedAt(), session.session().sessionId());
    }

    private static NotFoundException absent() {
        return new NotFoundException("There is no session with this id, or its time is up");
    }
}
