package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a backfill was asked to do, as the JSON object that its row keeps. */
final class BackfillRequest {
    private BackfillRequest() {}

    static String json(SessionBackfill request) {
        Range range = request.range();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("tenantId", range.tenantId());
        object.put("userId", range.userId());
        object.put("sessionId", range.sessionId());
        object.put("since", text(range.since()));
        object.put("until", text(range.until()));
        object.put(
                "targets",
                request.targets().stream()
                        .map(BackfillTarget::wireName)
                        .sorted()
                        .toList());
        object.put("rate", request.rate());
        object.put("dryRun", request.dryRun());
        return JsonText.of(object);
    }

    static SessionBackfill parse(String json) {
        Map<String, @Nullable Object> object = JsonText.parse(json);
        Range range = new Range(
                (String) object.get("tenantId"),
                (String) object.get("userId"),
                (String) object.get("sessionId"),
                instant(object.get("since")),
                instant(object.get("until")));
        List<?> targets = object.get("targets") instanceof List<?> list ? list : List.of();
        return new SessionBackfill(
                range,
                targets.stream()
                        .map(name -> BackfillTarget.fromWireName((String) name))
                        .collect(Collectors.toSet()),
                object.get("rate") instanceof Number rate ? Integer.valueOf(rate.intValue()) : null,
                Boolean.TRUE.equals(object.get("dryRun")));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable Instant instant(@Nullable Object text) {
        return text == null ? null : Instant.parse((String) text);
    }
}
