package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeFields;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeNamespace;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of memory nodes to and from the JSON of their rows, whose members are the columns. */
final class NodeRow {
    private NodeRow() {}

    /** The columns of an entry; times are left out when they are the database's to set. */
    static Map<String, @Nullable Object> of(
            String nodeId,
            String key,
            NodeValue value,
            @Nullable NodeNamespace namespace,
            Map<String, @Nullable Object> metadata) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("node_id", nodeId);
        row.put("key", key);
        row.put("namespace", Objects.toString(namespace, null));
        row.put("metadata", metadata);
        value.fields().forEach((field, each) -> row.put(NodeTable.columnOf(field), each));
        if (row.get("embedding") instanceof List<?> numbers) {
            row.put("dimensions", numbers.size());
        }
        return row;
    }

    static Map<String, @Nullable Object> of(NodeEntry entry) {
        Map<String, @Nullable Object> row =
                of(entry.node().nodeId(), entry.key(), entry.value(), entry.namespace(), entry.metadata());
        row.put("created_at", entry.createdAt().toString());
        row.put("updated_at", entry.updatedAt().toString());
        row.put("expires_at", Objects.toString(entry.expiresAt(), null));
        return row;
    }

    /** Reads the columns that {@link NodeTable#row} selects, which are the first of the row. */
    static NodeEntry read(ResultSet columns, NodeKind kind, UserRef user) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(JsonText.parse(columns.getString(1)));
        String chunks = columns.getString(2);
        if (chunks != null) {
            List<Map<String, @Nullable Object>> read = new ArrayList<>();
            for (Map<String, @Nullable Object> chunk : JsonText.objects(chunks)) {
                read.add(vectors(chunk));
            }
            row.put("chunks", read);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        vectors(row).forEach((column, each) -> fields.put(fieldOf(column), each));
        return new NodeEntry(
                new NodeRef(user, text(row, "node_id")),
                text(row, "key"),
                kind.read(new NodeFields(fields)),
                row.get("namespace") instanceof String namespace ? NodeNamespace.parse(namespace, user) : null,
                object(row.get("metadata")),
                Objects.requireNonNull(time(row, "created_at")),
                Objects.requireNonNull(time(row, "updated_at")),
                time(row, "expires_at"));
    }

    /** A vector comes as the text of its type. */
    private static Map<String, @Nullable Object> vectors(Map<String, @Nullable Object> row) {
        if (row.get("embedding") instanceof String text) {
            Map<String, @Nullable Object> read = new LinkedHashMap<>(row);
            read.put("embedding", JsonText.array(text));
            return read;
        }
        return row;
    }

    private static String fieldOf(String column) {
        return switch (column) {
            case "from_key" -> "from";
            case "to_key" -> "to";
            default -> camel(column);
        };
    }

    private static String camel(String column) {
        StringBuilder field = new StringBuilder();
        for (String part : column.split("_")) {
            field.append(field.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return field.toString();
    }

    private static String text(Map<String, @Nullable Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static @Nullable Instant time(Map<String, @Nullable Object> row, String column) {
        return row.get(column) instanceof String time
                ? OffsetDateTime.parse(time).toInstant()
                : null;
    }
}
