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
    private static final TypeReference<List<Map<String, @Nullable Object>>> OBJECTS = new TypeReference<>() {};
    private static final TypeReference<List<@Nullable Object>> ARRAY = new TypeReference<>() {};
    private static final String EMPTY = "{}";

    private JsonText() {}

    static String of(Map<String, @Nullable Object> object) {
        return object.isEmpty() ? EMPTY : MAPPER.writeValueAsString(StorableText.of(object));
    }

    static Map<String, @Nullable Object> parse(String json) {
        return json.equals(EMPTY) ? Map.of() : MAPPER.readValue(json, OBJECT);
    }

    /** An array of objects, as text that {@code jsonb} takes. */
    static String of(List<Map<String, @Nullable Object>> objects) {
        return MAPPER.writeValueAsString(objects.stream().map(StorableText::of).toList());
    }

    /** A list of JSON values that hold no text that cannot be stored. */
    static String ofList(List<?> values) {
        return MAPPER.writeValueAsString(values);
    }

    static List<Map<String, @Nullable Object>> objects(String json) {
        return MAPPER.readValue(json, OBJECTS);
    }

    static List<@Nullable Object> array(String json) {
        return MAPPER.readValue(json, ARRAY);
    }

    /** An array of arrays, as the database aggregates rows. */
    static List<List<Object>> rows(String json) {
        return MAPPER.readValue(json, ROWS);
    }
}
