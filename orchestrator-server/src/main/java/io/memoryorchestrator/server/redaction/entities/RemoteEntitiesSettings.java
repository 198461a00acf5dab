package io.memoryorchestrator.server.redaction.entities;

import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a service that finds entities.
 *
 * @param url asked with POST, such as {@code http://127.0.0.1:5002/analyze}
 * @param apiKey sent as a bearer token; null for a service that asks for none
 * @param language ISO 639-1 code that is sent along, such as {@code en}
 * @param deadline of one call, connecting included
 * @param maxText UTF-16 units in one call, 100 or more; longer text is sent in pieces
 * @param maxAnswer bytes of an answer that are read at most
 * @param required whether text is refused while the service does not answer; else what the detectors leave passes
 */
public record RemoteEntitiesSettings(
        URI url,
        @Nullable Secret apiKey,
        String language,
        Duration deadline,
        int maxText,
        int maxAnswer,
        boolean required) {

    private static final int SHORTEST_PIECE = 100;

    public RemoteEntitiesSettings {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("the URL of the entity service must begin with http:// or https://");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("the deadline of the entity service must be positive");
        }
        if (maxText < SHORTEST_PIECE || maxAnswer < 1) {
            throw new IllegalArgumentException("the entity service needs at least 100 characters of text in a call");
        }
    }
}
