package io.memoryorchestrator.server.sessions;

import io.memoryorchestrator.api.canonical.SessionStore.Session;
import io.memoryorchestrator.api.model.UserRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions as JSON. */
final class SessionJson {
    private SessionJson() {}

    static Map<String, @Nullable Object> of(Session session) {
        UserRef user = session.session().user();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sessionId", session.session().sessionId());
        json.put("tenantId", user.tenantId());
        json.put("userId", user.userId());
        json.put("kind", session.kind());
        json.put("threadId", session.threadId());
        json.put("data", session.data());
        json.put("version", session.version());
        json.put("createdAt", session.createdAt().toString());
        json.put("updatedAt", session.updatedAt().toString());
        json.put(
                "expiresAt",
                session.expiresAt() == null ? null : session.expiresAt().toString());
        return json;
    }

    static Map<String, @Nullable Object> page(List<?> items, @Nullable String next) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("next", next);
        return page;
    }
}
