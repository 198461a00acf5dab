package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.Erasures.Open;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code memories.erasures}. */
final class ErasureRow {
    /** For an alias {@code e}; the readers below go by these positions. */
    static final String COLUMNS = " e.erasure_id, e.requested_at, e.completed_at, e.removed::text, e.steps::text,"
            + " e.tenant_id, e.external_id, e.attempts ";

    private ErasureRow() {}

    static Receipt receipt(ResultSet row) throws SQLException {
        OffsetDateTime completed = row.getObject(3, OffsetDateTime.class);
        Instant completedAt = completed == null ? null : completed.toInstant();
        return new Receipt(
                row.getObject(1, UUID.class),
                TurnRow.instant(row, 2),
                completedAt,
                counts(JsonText.parse(row.getString(4))),
                steps(row.getString(5)));
    }

    static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getObject(1, UUID.class),
                new UserRef(row.getString(6), row.getString(7)),
                TurnRow.instant(row, 2),
                row.getInt(8),
                steps(row.getString(5)));
    }

    static Map<String, @Nullable Object> json(Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", step.state().name());
        json.put("removed", step.removed());
        json.put("detail", step.detail());
        if (!step.noted().isEmpty()) {
            json.put("noted", step.noted());
        }
        return json;
    }

    private static Map<String, Step> steps(String json) {
        Map<String, Step> steps = new LinkedHashMap<>();
        JsonText.parse(json).forEach((place, step) -> {
            if (step instanceof Map<?, ?> fields) {
                steps.put(
                        place,
                        new Step(
                                Step.State.valueOf(String.valueOf(fields.get("state"))),
                                fields.get("removed") instanceof Map<?, ?> removed ? counts(removed) : Map.of(),
                                fields.get("detail") instanceof String detail ? detail : null,
                                fields.get("noted") instanceof Map<?, ?> noted ? counts(noted) : Map.of()));
            }
        });
        return steps;
    }

    private static Map<String, Long> counts(Map<?, ?> json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        json.forEach((place, count) -> {
            if (count instanceof Number number) {
                counts.put(String.valueOf(place), number.longValue());
            }
        });
        return counts;
    }
}
