package io.memoryorchestrator.adapter.mem0.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path segments, unencoded; a last empty one makes the trailing slash that the platform demands
 * @param body what becomes the JSON body; null for none
 * @param within total time for it, from looking up the name to the last byte of the answer
 * @param absentOn statuses that are an answer here and not a failure: nothing there, or not permitted
 */
public record Ask(
        String method,
        List<String> path,
        Map<String, String> query,
        @Nullable Object body,
        Duration within,
        Set<Integer> absentOn) {
    public Ask {
        path = List.copyOf(path);
        query = new LinkedHashMap<>(query);
        absentOn = Set.copyOf(absentOn);
    }

    static Ask of(String method, Duration within, String... path) {
        return new Ask(method, List.of(path), Map.of(), null, within, Set.of());
    }

    /** Whether this is an add, the only request that Mem0 limits by rate and that must not be repeated blindly. */
    public boolean isAdd() {
        return method.equals("POST") && (path.equals(List.of("memories")) || path.contains("add"));
    }

    Ask with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Ask(method, path, more, body, within, absentOn);
    }

    Ask sending(Object content) {
        return new Ask(method, path, query, content, within, absentOn);
    }

    Ask absentOn(int status) {
        return new Ask(method, path, query, body, within, Set.of(status));
    }
}
