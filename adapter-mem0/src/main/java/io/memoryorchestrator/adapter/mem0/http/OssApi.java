package io.memoryorchestrator.adapter.mem0.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The open-source server: no path ends in a slash, everything is done when it is answered, there are no events. */
public final class OssApi implements Mem0Api {
    /** The most that its list gives; it has no pages. */
    static final int LONGEST_LIST = 1_000;

    private final Exchanger http;
    private final Deadlines deadlines;

    public OssApi(Exchanger http, Deadlines deadlines) {
        this.http = http;
        this.deadlines = deadlines;
    }

    private record Message(String role, String content) {}

    private record AddBody(List<Message> messages, String userId, Map<String, String> metadata, boolean infer) {}

    private record SearchBody(
            String query, Map<String, Object> filters, int topK, double threshold, boolean showExpired) {}

    private record UpdateBody(String text) {}

    @Override
    public Added add(NewMemory memory) {
        JsonNode answer = http.exchange(Ask.of("POST", deadlines.add(), "memories")
                .sending(new AddBody(
                        List.of(new Message(memory.role(), memory.content())),
                        memory.userId(),
                        memory.metadata(),
                        memory.infer())));
        return new Added(null, WireJson.ids(answer));
    }

    @Override
    public Optional<Event> event(String id) {
        return Optional.empty();
    }

    @Override
    public List<Event> events(int page) {
        return List.of();
    }

    @Override
    public List<Memory> search(String userId, String query, int limit, Duration within) {
        return WireJson.list(
                http.exchange(Ask.of("POST", within, "search")
                        .sending(new SearchBody(query, Map.of("user_id", userId), limit, 0.1, false))),
                Memory::read);
    }

    @Override
    public List<Memory> list(String userId, Match match) {
        List<Memory> read = WireJson.list(
                http.exchange(Ask.of("GET", deadlines.other(), "memories")
                        .with("user_id", userId)
                        .with("top_k", Integer.toString(LONGEST_LIST))
                        .with("show_expired", "true")),
                Memory::read);
        List<Memory> all = new ArrayList<>();
        mine(read, userId, match).forEach(all::add);
        if (read.size() >= LONGEST_LIST && !match.values().isEmpty()) {
            beyondTheList(userId, match, all);
        }
        return all;
    }

    /** A full list may be cut; then the search is asked too, which filters by metadata but costs an embedding each time. */
    private void beyondTheList(String userId, Match match, List<Memory> into) {
        Map<String, Memory> byId = new LinkedHashMap<>();
        into.forEach(memory -> byId.put(memory.id(), memory));
        for (String value : match.values()) {
            JsonNode answer = http.exchange(Ask.of("POST", deadlines.other(), "search")
                    .sending(new SearchBody(
                            value, Map.of("user_id", userId, match.field(), value), LONGEST_LIST, 0, true)));
            mine(WireJson.list(answer, Memory::read), userId, match).forEach(memory -> byId.put(memory.id(), memory));
        }
        into.clear();
        into.addAll(byId.values());
    }

    private static List<Memory> mine(List<Memory> read, String userId, Match match) {
        return read.stream()
                .filter(memory -> memory.userId() == null || userId.equals(memory.userId()))
                .filter(match::accepts)
                .toList();
    }

    @Override
    public Optional<Memory> get(String id) {
        JsonNode answer =
                http.exchange(Ask.of("GET", deadlines.other(), "memories", id).absentOn(404));
        // An absent memory is answered 200 null.
        return answer.isMissingNode() || answer.isNull() ? Optional.empty() : Optional.of(Memory.read(answer, id));
    }

    @Override
    public boolean update(String id, String text) {
        return !http.exchange(Ask.of("PUT", deadlines.other(), "memories", id)
                        .sending(new UpdateBody(text))
                        .absentOn(404))
                .isMissingNode();
    }

    @Override
    public boolean delete(String id) {
        return !http.exchange(
                        Ask.of("DELETE", deadlines.other(), "memories", id).absentOn(404))
                .isMissingNode();
    }

    @Override
    public void deleteEach(List<String> ids) {
        ids.forEach(this::delete);
    }

    @Override
    public BulkDelete deleteAll(String userId) {
        JsonNode answer = http.exchange(Ask.of("DELETE", deadlines.other(), "memories")
                .with("user_id", userId)
                // Only an administrator's key may delete in bulk.
                .absentOn(403));
        return answer.isMissingNode() ? new BulkDelete.NotPermitted() : new BulkDelete.Finished();
    }

    /** There is no health route; the configuration is the cheapest one that looks at the key. */
    @Override
    public void ping(Duration within) {
        if (!http.exchange(Ask.of("GET", within, "configure")).isObject()) {
            throw WireJson.unreadable("the configuration is an object");
        }
    }
}
