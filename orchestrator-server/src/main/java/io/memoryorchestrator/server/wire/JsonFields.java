package io.memoryorchestrator.server.wire;

import io.memoryorchestrator.server.wire.WireException.FieldFault;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the fields of one JSON object and gathers everything that is wrong with them, so that a sender learns of all
 * faults at once. Fields that nobody asks for are ignored. A faulty field reads as null.
 */
public final class JsonFields {
    private final JsonNode object;
    private final String path;
    private final List<FieldFault> faults;

    private JsonFields(JsonNode object, String path, List<FieldFault> faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    public static JsonFields of(JsonNode root) {
        if (!root.isObject()) {
            throw new WireException(WireFault.MALFORMED_JSON, "The body must be one JSON object");
        }
        return new JsonFields(root, "", new ArrayList<>());
    }

    /** @throws WireException naming every fault, when there is one */
    public void check() {
        if (!faults.isEmpty()) {
            String names = String.join(
                    "; ",
                    faults.stream().map(f -> f.field() + " " + f.message()).toList());
            throw new WireException(WireFault.INVALID_FIELD, names, faults);
        }
    }

    public void fault(String field, String message) {
        faults.add(new FieldFault(path + field, message));
    }

    @Nullable
    public String text(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            fault(field, "must be a string");
            return null;
        }
        return node.stringValue();
    }

    @Nullable
    public String requiredText(String field) {
        if (present(field) == null) {
            fault(field, "is missing");
            return null;
        }
        return text(field);
    }

    @Nullable
    public Long integer(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            fault(field, "must be a whole number");
            return null;
        }
        return node.longValue();
    }

    @Nullable
    public Integer smallInteger(String field) {
        Long value = integer(field);
        if (value == null) {
            return null;
        }
        if (value != value.intValue()) {
            fault(field, "is out of range");
            return null;
        }
        return value.intValue();
    }

    @Nullable
    public Double number(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            fault(field, "must be a number");
            return null;
        }
        return node.doubleValue();
    }

    public boolean flag(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            fault(field, "must be true or false");
            return false;
        }
        return node.booleanValue();
    }

    @Nullable
    public Instant time(String field) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException notATime) {
            fault(field, "must be an ISO-8601 time with an offset, such as 2026-01-31T09:30:00Z");
            return null;
        }
    }

    /** A string field read through a parser that explains itself by IllegalArgumentException. */
    public <T> @Nullable T parsed(String field, Function<String, T> parser) {
        String value = text(field);
        return value == null ? null : built(field, () -> parser.apply(value));
    }

    public <T> List<T> parsedList(String field, Function<String, T> parser) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            if (!element.isString()) {
                fault(field, "must be an array of strings");
                return List.of();
            }
            String value = element.stringValue();
            T parsed = built(field, () -> parser.apply(value));
            if (parsed != null) {
                values.add(parsed);
            }
        }
        return values;
    }

    /** A nested object, or an empty one where there is none. */
    public JsonFields object(String field) {
        JsonNode node = present(field);
        if (node != null && !node.isObject()) {
            fault(field, "must be an object");
            node = null;
        }
        return new JsonFields(node == null ? JsonNodeFactory.instance.objectNode() : node, path + field + ".", faults);
    }

    /** The objects of an array field, each read with its index in the path. */
    public List<JsonFields> objects(String field) {
        List<JsonFields> objects = new ArrayList<>();
        int index = 0;
        for (JsonNode element : elements(field)) {
            String at = path + field + "[" + index++ + "]";
            if (!element.isObject()) {
                faults.add(new FieldFault(at, "must be an object"));
                continue;
            }
            objects.add(new JsonFields(element, at + ".", faults));
        }
        return objects;
    }

    /** A free JSON object as plain maps, lists, strings, numbers and booleans; empty where there is none. */
    public Map<String, @Nullable Object> freeObject(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return Map.of();
        }
        if (!node.isObject()) {
            fault(field, "must be an object");
            return Map.of();
        }
        return PlainJson.toMap(node);
    }

    /** How long the value of a field is as JSON; 0 where there is none. */
    public int bytes(String field) {
        JsonNode node = present(field);
        return node == null ? 0 : node.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** An object whose values are numbers; empty where there is none. Its names are the sender's and are not quoted. */
    Map<String, Double> numbers(String field) {
        JsonNode numbers = object(field).object;
        Map<String, Double> byName = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : numbers.properties()) {
            if (!each.getValue().isNumber()) {
                fault(field, "must hold numbers only");
                return Map.of();
            }
            byName.put(each.getKey(), each.getValue().doubleValue());
        }
        return byName;
    }

    /** Whether the field is there and holds null, for the few places where that is not the same as absent. */
    public boolean isNull(String field) {
        return object.get(field) != null && object.get(field).isNull();
    }

    /** Whether the field is a string, for the few that may be that or something else. */
    public boolean isText(String field) {
        JsonNode node = present(field);
        return node != null && node.isString();
    }

    public boolean has(String field) {
        return present(field) != null;
    }

    /** Builds a value whose constructor explains itself by IllegalArgumentException, whose text becomes the field's fault. */
    public <T> @Nullable T built(String field, Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException refused) {
            String message = String.valueOf(refused.getMessage());
            String leaf = field + " ";
            fault(field, message.startsWith(leaf) ? message.substring(leaf.length()) : message);
            return null;
        }
    }

    public boolean faulty() {
        return !faults.isEmpty();
    }

    private Iterable<JsonNode> elements(String field) {
        JsonNode node = present(field);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            fault(field, "must be an array");
            return List.of();
        }
        return node;
    }

    private @Nullable JsonNode present(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }
}
