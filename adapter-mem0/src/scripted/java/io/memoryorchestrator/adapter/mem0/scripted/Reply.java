package io.memoryorchestrator.adapter.mem0.scripted;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An answer of a scripted Mem0. */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final JsonMapper MAPPER = JsonMapper.shared();

    static Reply of(int status, Object content) {
        return new Reply(status, "application/json", json(content), Map.of());
    }

    static Reply ok(Object content) {
        return of(200, content);
    }

    static Reply html() {
        return new Reply(
                200,
                "text/html; charset=utf-8",
                "<!doctype html><title>Sign in</title><p>Please sign in</p>".getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    static byte[] json(Object content) {
        return MAPPER.writeValueAsBytes(content);
    }
}
