package io.memoryorchestrator.adapter.mem0.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The hosted platform: every path ends in a slash, adds and bulk deletions go on in the background as events. */
public final class PlatformApi implements Mem0Api {
    private static final int PAGE_SIZE = 200;
    private static final int EVENT_PAGE_SIZE = 100;
    private static final int MOST_PAGES = 500;
    private static final int MOST_DELETED_AT_ONCE = 1_000;

    private final Exchanger http;
    private final Deadlines deadlines;

    public PlatformApi(Exchanger http, Deadlines deadlines) {
        this.http = http;
        this.deadlines = deadlines;
    }

    private record Message(String role, String content) {}

    private record AddBody(
            List<Message> messages, String userId, Map<String, String> metadata, boolean infer, long timestamp) {}

    private record SearchBody(String query, Map<String, Object> filters, int topK) {}

    private record ListBody(Map<String, Object> filters, boolean showExpired) {}

    private record UpdateBody(String text) {}

    private record Reference(String memoryId) {}

    private record BatchBody(List<Reference> memories) {}

    @Override
    public Added add(NewMemory memory) {
        JsonNode answer = http.exchange(Ask.of("POST", deadlines.add(), "v3", "memories", "add", "")
                .sending(new AddBody(
                        List.of(new Message(memory.role(), memory.content())),
                        memory.userId(),
                        memory.metadata(),
                        memory.infer(),
                        memory.occurredAt().getEpochSecond())));
        JsonNode results = answer.isArray() ? answer : answer.path("results");
        String event = WireJson.text(answer, "event_id");
        if (event == null) {
            // The older shape: a list whose first element carries the event.
            event = WireJson.text(results.path(0), "event_id");
        }
        boolean settled = "SUCCEEDED".equals(WireJson.text(answer, "status"));
        if (!settled && event != null) {
            return new Added(event, List.of());
        }
        if (!results.isArray()) {
            throw WireJson.unreadable("an add is answered with an event_id or with results");
        }
        return new Added(null, WireJson.ids(results));
    }

    @Override
    public Optional<Event> event(String id) {
        JsonNode answer = http.exchange(
                Ask.of("GET", deadlines.other(), "v1", "event", id, "").absentOn(404));
        if (answer.isMissingNode()) {
            return Optional.empty();
        }
        Event event = Event.read(answer);
        if (!event.id().equals(id)) {
            throw WireJson.unreadable("the event that was asked for, and not " + event.id());
        }
        return Optional.of(event);
    }

    @Override
    public List<Event> events(int page) {
        JsonNode answer = http.exchange(Ask.of("GET", deadlines.other(), "v1", "events", "")
                .with("page", Integer.toString(page))
                .with("page_size", Integer.toString(EVENT_PAGE_SIZE))
                // Django answers a page beyond the last with 404.
                .absentOn(404));
        return answer.isMissingNode() ? List.of() : WireJson.list(answer, Event::read);
    }

    @Override
    public List<Memory> search(String userId, String query, int limit, Duration within) {
        return WireJson.list(
                http.exchange(Ask.of("POST", within, "v3", "memories", "search", "")
                        .sending(new SearchBody(query, Map.of("user_id", userId), limit))),
                Memory::read);
    }

    @Override
    public List<Memory> list(String userId, Match match) {
        List<Memory> all = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode answer = http.exchange(Ask.of("POST", deadlines.other(), "v3", "memories", "")
                    .with("page", Integer.toString(page))
                    .with("page_size", Integer.toString(PAGE_SIZE))
                    .sending(new ListBody(filters(userId, match), true))
                    .absentOn(404));
            if (answer.isMissingNode()) {
                return all;
            }
            List<Memory> read = WireJson.list(answer, Memory::read);
            // A memory that names another owner or another turn than asked for is an answer to some other question.
            read.stream()
                    .filter(memory -> memory.userId() == null || userId.equals(memory.userId()))
                    .filter(match::accepts)
                    .forEach(all::add);
            // The next page's address comes from outside and is not followed; only whether there is one counts.
            if (read.isEmpty() || !answer.path("next").isString()) {
                return all;
            }
        }
        throw WireJson.unreadable("a list that ends within " + MOST_PAGES + " pages");
    }

    private static Map<String, Object> filters(String userId, Match match) {
        Map<String, Object> owner = Map.of("user_id", userId);
        if (match.values().isEmpty()) {
            return owner;
        }
        List<Object> any = new ArrayList<>();
        match.values().forEach(value -> any.add(Map.of("metadata", Map.of(match.field(), value))));
        return Map.of("AND", List.of(owner, any.size() == 1 ? any.getFirst() : Map.of("OR", any)));
    }

    @Override
    public Optional<Memory> get(String id) {
        JsonNode answer = http.exchange(memory("GET", id).absentOn(404));
        return answer.isMissingNode() ? Optional.empty() : Optional.of(Memory.read(answer, id));
    }

    @Override
    public boolean update(String id, String text) {
        return !http.exchange(memory("PUT", id).sending(new UpdateBody(text)).absentOn(404))
                .isMissingNode();
    }

    @Override
    public boolean delete(String id) {
        return !http.exchange(memory("DELETE", id).absentOn(404)).isMissingNode();
    }

    private Ask memory(String method, String id) {
        return Ask.of(method, deadlines.other(), "v1", "memories", id, "");
    }

    @Override
    public void deleteEach(List<String> ids) {
        for (int from = 0; from < ids.size(); from += MOST_DELETED_AT_ONCE) {
            List<Reference> batch = ids.subList(from, Math.min(ids.size(), from + MOST_DELETED_AT_ONCE)).stream()
                    .map(Reference::new)
                    .toList();
            http.exchange(Ask.of("DELETE", deadlines.other(), "v1", "batch", "").sending(new BatchBody(batch)));
        }
    }

    @Override
    public BulkDelete deleteAll(String userId) {
        JsonNode answer = http.exchange(
                Ask.of("DELETE", deadlines.other(), "v1", "memories", "").with("user_id", userId));
        @Nullable String event = WireJson.text(answer, "event_id");
        return event == null ? new BulkDelete.Finished() : new BulkDelete.InProgress(event);
    }

    @Override
    public void ping(Duration within) {
        JsonNode answer = http.exchange(Ask.of("GET", within, "v1", "ping", ""));
        if (!"ok".equals(WireJson.text(answer, "status"))) {
            throw WireJson.unreadable("a ping is answered with status ok");
        }
    }
}
