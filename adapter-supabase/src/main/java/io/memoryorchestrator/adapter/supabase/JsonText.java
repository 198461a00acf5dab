package io.memoryorchestrator.adapter.supabase;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects as maps, to and from the text that {@code jsonb} columns take. */
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<List<List<Object>>> ROWS = new TypeReference<>() {};
    private static final String EMPTY = "{}";

    private JsonText() {}

    static String of(Map<String, @Nullable Object> object) {
        return object.isEmpty() ? EMPTY : MAPPER.writeValueAsString(StorableText.of(object));
    }

    static Map<String, @Nullable Object> parse(String json) {
        return json.equals(EMPTY) ? Map.of() : MAPPER.readValue(json, OBJECT);
    }

    /** An array of arrays, as the database aggregates rows. */
    static List<List<Object>> rows(String json) {
        return MAPPER.readValue(json, ROWS);
    }
}
