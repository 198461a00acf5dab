package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A turn to load the system with. */
record ChatTurn(String user, String session, long seq, String role, String text) {

    String key() {
        return "default:" + user + ":" + session;
    }

    byte[] intent(Instant occurredAt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenantId", "default");
        json.put("userId", user);
        json.put("sessionId", session);
        json.put("seq", seq);
        json.put("role", role);
        json.put("content", text);
        json.put("occurredAt", occurredAt.toString());
        return Json.MAPPER.writeValueAsBytes(json);
    }
}
