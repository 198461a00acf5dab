package io.memoryorchestrator.adapter.mem0.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing Mem0's JSON: snake case, nulls left out, unknown fields ignored, lists bare or in results. */
final class WireJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private WireJson() {}

    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() || value.isNumber() ? value.asString() : null;
    }

    static Map<String, @Nullable Object> object(JsonNode node) {
        return node.isObject() ? MAPPER.convertValue(node, OBJECT) : Map.of();
    }

    /** The elements of a list answer, whether it is a bare array or stands in {@code results}. */
    static <T> List<T> list(JsonNode answer, Function<JsonNode, T> read) {
        JsonNode array = answer.isArray() ? answer : answer.path("results");
        if (!array.isArray()) {
            throw unreadable("a list was expected, bare or in results");
        }
        List<T> all = new ArrayList<>();
        for (JsonNode element : array) {
            all.add(read.apply(element));
        }
        return all;
    }

    /** The ids of a list answer's elements; an element without one is left out. */
    static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        list(answer, Function.identity()).forEach(element -> {
            String id = text(element, "id");
            if (id != null) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** A time as either flavour writes it; null for none or one that makes no sense. A time without zone is UTC. */
    static @Nullable Instant time(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException senseless) {
                return null;
            }
        }
    }

    static ExchangeFailed unreadable(String expected) {
        return new ExchangeFailed(
                ExchangeFailed.What.UNREADABLE,
                200,
                "Mem0 answered 200 with JSON of another shape: " + expected,
                null,
                null,
                null);
    }
}
