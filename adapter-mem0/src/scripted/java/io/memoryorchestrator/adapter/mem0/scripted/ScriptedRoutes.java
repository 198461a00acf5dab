package io.memoryorchestrator.adapter.mem0.scripted;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The paths of both flavours, as far as the adapter walks them. */
final class ScriptedRoutes {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final MemoryShelf shelf;
    private final int polls;
    private final boolean adminKey;

    ScriptedRoutes(MemoryShelf shelf, int polls, boolean adminKey) {
        this.shelf = shelf;
        this.polls = polls;
        this.adminKey = adminKey;
    }

    Reply perform(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        JsonNode json = body.length == 0 ? Reply.MAPPER.createObjectNode() : Reply.MAPPER.readTree(body);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String call = exchange.getRequestMethod() + " " + path;
        return switch (call) {
            case "GET /v1/ping/" -> Reply.ok(Map.of("status", "ok", "org_id", "o", "project_id", "p"));
            case "GET /configure" -> Reply.ok(Map.of("version", "v1.1"));
            case "POST /v3/memories/add/" -> pending(json, false);
            case "POST /memories" -> Reply.ok(Map.of("results", List.of(added(json))));
            case "POST /v3/memories/search/", "POST /search" -> search(json);
            case "POST /v3/memories/" -> page(json, query);
            case "GET /memories" -> Reply.ok(Map.of("results", list(query.get("user_id"), 1_000, 0)));
            case "GET /v1/events/" -> events(query);
            case "DELETE /v1/memories/" ->
                Reply.ok(Map.of(
                        "message",
                        "Delete in progress.",
                        "event_id",
                        shelf.beginDeletion(query.getOrDefault("user_id", ""), polls)
                                .id()
                                .toString()));
            case "DELETE /memories" -> deleteAll(query);
            case "DELETE /v1/batch/" -> batch(json);
            default -> one(exchange.getRequestMethod(), path, json);
        };
    }

    /** Does it and names something else: an id that exists nowhere. */
    Reply performAndLie(HttpExchange exchange, byte[] body) {
        Reply truth = perform(exchange, body);
        String text = new String(truth.body(), StandardCharsets.UTF_8);
        String lie = text.replaceAll("\"(event_id|id)\":\"[0-9a-f-]{36}\"", "\"$1\":\"" + UUID.randomUUID() + "\"");
        return new Reply(truth.status(), truth.contentType(), lie.getBytes(StandardCharsets.UTF_8), truth.headers());
    }

    /** Looks like success for any call. */
    Reply pretend(HttpExchange exchange) {
        boolean platform = exchange.getRequestURI().getPath().startsWith("/v");
        String id = UUID.randomUUID().toString();
        return switch (exchange.getRequestMethod()) {
            case "POST" ->
                exchange.getRequestURI().getPath().equals("/v3/memories/add/")
                        ? Reply.ok(Map.of("event_id", id, "status", "PENDING"))
                        : exchange.getRequestURI().getPath().equals("/memories")
                                ? Reply.ok(Map.of("results", List.of(Map.of("id", id, "memory", "x", "event", "ADD"))))
                                : Reply.of(500, Map.of("error", "scripted"));
            case "DELETE" -> Reply.ok(Map.of("message", platform ? "Delete in progress." : "deleted"));
            default -> Reply.of(500, Map.of("error", "scripted"));
        };
    }

    Reply acceptAndFail(HttpExchange exchange, byte[] body) {
        return exchange.getRequestURI().getPath().equals("/v3/memories/add/")
                ? pending(Reply.MAPPER.readTree(body), true)
                : Reply.of(500, Map.of("detail", "scripted"));
    }

    private Reply pending(JsonNode json, boolean fails) {
        if (!json.path("messages").isArray() || !json.path("user_id").isString()) {
            return Reply.of(
                    400,
                    Map.of("error", "400 Bad Request", "details", Map.of("message", "messages and user_id needed")));
        }
        var event = shelf.begin(json.path("user_id").asString(), words(json), metadata(json), polls, fails);
        return Reply.ok(Map.of("event_id", event.id().toString(), "status", "PENDING"));
    }

    private Map<String, Object> added(JsonNode json) {
        StoredMemory memory = shelf.store(json.path("user_id").asString(), words(json), metadata(json));
        return Map.of("id", memory.id().toString(), "memory", memory.text(), "event", "ADD");
    }

    private static String words(JsonNode json) {
        List<String> words = new ArrayList<>();
        json.path("messages")
                .forEach(message -> words.add(message.path("content").asString("")));
        return String.join("\n", words);
    }

    private static Map<String, @Nullable Object> metadata(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        return metadata.isObject() ? Reply.MAPPER.convertValue(metadata, OBJECT) : Map.of();
    }

    private Reply search(JsonNode json) {
        var filter = new ScriptedFilter(json.path("filters"));
        int most = json.path("top_k").asInt(10);
        return Reply.ok(Map.of(
                "results",
                shelf.search(json.path("query").asString(""), filter::accepts).stream()
                        .limit(most)
                        .map(memory -> shown(memory, 0.5))
                        .toList()));
    }

    private Reply page(JsonNode json, Map<String, String> query) {
        var filter = new ScriptedFilter(json.path("filters"));
        int size = Integer.parseInt(query.getOrDefault("page_size", "100"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        List<StoredMemory> all = shelf.list(filter::accepts);
        List<Map<String, Object>> shown = all.stream()
                .skip((long) (page - 1) * size)
                .limit(size)
                .map(memory -> shown(memory, null))
                .toList();
        return paged(all.size(), (long) page * size < all.size(), shown);
    }

    private Reply events(Map<String, String> query) {
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        int size = Integer.parseInt(query.getOrDefault("page_size", "100"));
        List<MemoryShelf.ScriptedEvent> all = shelf.events();
        if (page > 1 && (long) (page - 1) * size >= all.size()) {
            return Reply.of(404, Map.of("detail", "Invalid page."));
        }
        return paged(
                all.size(),
                (long) page * size < all.size(),
                all.stream()
                        .skip((long) (page - 1) * size)
                        .limit(size)
                        .map(ScriptedRoutes::shown)
                        .toList());
    }

    private static Reply paged(int count, boolean more, List<Map<String, Object>> results) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("count", count);
        answer.put("next", more ? "http://elsewhere.invalid/next" : null);
        answer.put("previous", null);
        answer.put("results", results);
        return Reply.ok(answer);
    }

    private List<Map<String, Object>> list(@Nullable String userId, int most, int from) {
        return shelf.list(memory -> memory.userId().equals(userId)).stream()
                .skip(from)
                .limit(most)
                .map(memory -> shown(memory, null))
                .toList();
    }

    private Reply deleteAll(Map<String, String> query) {
        if (!adminKey) {
            return Reply.of(403, Map.of("detail", "Admin access required"));
        }
        shelf.beginDeletion(query.getOrDefault("user_id", ""), 0);
        return Reply.ok(Map.of("message", "All relevant memories deleted"));
    }

    private Reply batch(JsonNode json) {
        int deleted = 0;
        for (JsonNode one : json.path("memories")) {
            deleted += shelf.delete(UUID.fromString(one.path("memory_id").asString())) ? 1 : 0;
        }
        return Reply.ok(Map.of("message", "Successfully deleted " + deleted + " memories"));
    }

    private Reply one(String method, String path, JsonNode json) {
        String[] parts = path.replaceAll("/$", "").split("/", -1);
        Optional<UUID> id = id(parts[parts.length - 1]);
        if (id.isEmpty()) {
            return Reply.of(404, Map.of("detail", "Not Found"));
        }
        boolean platform = path.startsWith("/v1/");
        if (path.startsWith("/v1/event/")) {
            return shelf.poll(id.get())
                    .map(event -> Reply.ok(shown(event)))
                    .orElseGet(() -> Reply.of(404, Map.of("error", "Event not found")));
        }
        Reply absent = platform || method.equals("DELETE")
                ? Reply.of(404, Map.of("error", "Memory not found!"))
                : new Reply(200, "application/json", "null".getBytes(StandardCharsets.UTF_8), Map.of());
        return switch (method) {
            case "GET" ->
                shelf.get(id.get()).map(memory -> Reply.ok(shown(memory, null))).orElse(absent);
            case "PUT" ->
                shelf.update(id.get(), json.path("text").asString(""))
                        ? Reply.ok(Map.of("message", "Memory updated successfully!"))
                        : Reply.of(404, Map.of("error", "Memory not found!"));
            case "DELETE" ->
                shelf.delete(id.get()) ? Reply.ok(Map.of("message", "Memory deleted successfully!")) : absent;
            default -> Reply.of(405, Map.of("detail", "Method not allowed"));
        };
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> shown(MemoryShelf.ScriptedEvent event) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", event.id().toString());
        answer.put("event_type", event.type());
        answer.put("status", event.status());
        answer.put("created_at", event.createdAt().toString());
        answer.put("payload", Map.of("user_id", String.valueOf(event.userId()), "metadata", event.metadata()));
        UUID memory = event.memoryId();
        answer.put(
                "results",
                memory == null || event.pollsLeft() > 0 ? List.of() : List.of(Map.of("id", memory.toString())));
        if (event.fails() && event.pollsLeft() == 0) {
            answer.put("error", "scripted: extraction failed");
        }
        return answer;
    }

    private static Map<String, Object> shown(StoredMemory memory, @Nullable Double score) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("id", memory.id().toString());
        answer.put("memory", memory.text());
        answer.put("user_id", memory.userId());
        answer.put("metadata", memory.metadata());
        answer.put("created_at", memory.createdAt().toString());
        if (score != null) {
            answer.put("score", score);
        }
        return answer;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> all = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    all.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
