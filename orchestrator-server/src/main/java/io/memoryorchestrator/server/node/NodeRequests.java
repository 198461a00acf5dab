package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeFields;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeNamespace;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeQuery.Along;
import io.memoryorchestrator.api.node.NodeQuery.Direction;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.server.wire.IntentReader;
import io.memoryorchestrator.server.wire.PlainJson;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads values and questions from request bodies: redacted, and with vectors where they need them. */
final class NodeRequests {
    private static final int MATCHES = 100;
    /** What has no pages must be small as a whole. */
    private static final int MATCHES_WITHOUT_PAGES = 100;

    private final IntentReader parser;
    private final NodeRedaction redaction;
    private final NodeVectors vectors;

    NodeRequests(IntentReader parser, NodeRedaction redaction, NodeVectors vectors) {
        this.parser = parser;
        this.redaction = redaction;
        this.vectors = vectors;
    }

    NodeDraft draft(NodeRef node, NodeKind kind, String key, byte[] body) {
        return NodeFaults.told(() -> {
            Map<String, @Nullable Object> given = redaction.value(node.user(), object(body));
            Map<String, @Nullable Object> fields = vectors.complete(kind, given);
            BodyFields own = new BodyFields(fields);
            String namespace = own.text("namespace");
            Duration timeToLive = timeToLive(own.wholeNumber("ttlSeconds"));
            return new NodeDraft(
                    key,
                    kind.read(new NodeFields(fields)),
                    namespace == null ? null : NodeNamespace.parse(namespace, node.user()),
                    own.object("metadata"),
                    timeToLive);
        });
    }

    NodeQuery query(NodeRef node, NodeKind kind, byte[] body) {
        return NodeFaults.told(() -> {
            Map<String, @Nullable Object> given = object(body);
            BodyFields fields = new BodyFields(given);
            int limit = fields.smallNumber("limit", MATCHES);
            String neighboursOf = fields.text("neighbours");
            if (neighboursOf != null) {
                requireSmall(limit);
                return new NodeQuery.Neighbours(
                        kind, neighboursOf, along(fields), fields.smallNumber("depth", 1), limit);
            }
            if (given.get("path") != null) {
                BodyFields path = new BodyFields(fields.object("path"));
                return new NodeQuery.ShortestPath(
                        kind,
                        path.requiredText("from"),
                        path.requiredText("to"),
                        along(fields),
                        fields.smallNumber("depth", NodeLimits.DEPTH));
            }
            NodeFilter filter = filter(node, fields);
            NodeEmbedding question = question(node, given, fields);
            if (question != null) {
                requireSmall(limit);
                Integer efSearch = given.get("efSearch") == null ? null : fields.smallNumber("efSearch", 0);
                return new NodeQuery.Nearest(kind, question, filter, limit, efSearch);
            }
            String words = fields.text("words");
            return new NodeQuery.Select(
                    kind,
                    filter,
                    words == null ? null : redaction.text(node.user(), words),
                    limit,
                    fields.smallNumber("offset", 0));
        });
    }

    private static void requireSmall(int limit) {
        if (limit > MATCHES_WITHOUT_PAGES) {
            throw new IllegalArgumentException("limit must lie between 1 and " + MATCHES_WITHOUT_PAGES);
        }
    }

    private static @Nullable Duration timeToLive(@Nullable Long seconds) {
        if (seconds == null) {
            return null;
        }
        if (seconds < 1 || seconds > NodeLimits.TIME_TO_LIVE.toSeconds()) {
            throw new IllegalArgumentException(
                    "ttlSeconds must lie between 1 and " + NodeLimits.TIME_TO_LIVE.toSeconds());
        }
        return Duration.ofSeconds(seconds);
    }

    private @Nullable NodeEmbedding question(NodeRef node, Map<String, @Nullable Object> given, BodyFields fields) {
        String near = fields.text("near");
        if (near != null) {
            if (near.isBlank()) {
                throw new IllegalArgumentException("near must not be blank");
            }
            return vectors.question(redaction.text(node.user(), near));
        }
        return given.get("embedding") == null ? null : new NodeFields(vectors.question(given)).embedding();
    }

    private NodeFilter filter(NodeRef node, BodyFields fields) {
        Map<String, String> equal = new LinkedHashMap<>();
        redaction
                .value(node.user(), fields.object("where"))
                .forEach((field, value) -> equal.put(field, String.valueOf(value)));
        Map<String, Double> atLeast = new LinkedHashMap<>();
        fields.object("atLeast").forEach((field, value) -> {
            if (!(value instanceof Number number)) {
                throw new IllegalArgumentException("atLeast." + field + " must be a number");
            }
            atLeast.put(field, number.doubleValue());
        });
        return new NodeFilter(equal, atLeast, fields.text("namespace"), fields.time("since"), fields.time("until"));
    }

    private static Along along(BodyFields fields) {
        String direction = fields.text("direction");
        try {
            return new Along(
                    direction == null ? Direction.OUT : Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
                    fields.text("type"));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("direction must be out, in or both", unknown);
        }
    }

    private Map<String, @Nullable Object> object(byte[] body) {
        JsonNode root = parser.parse(body);
        if (!root.isObject()) {
            throw new WireException(WireFault.MALFORMED_JSON, "The body must be one JSON object");
        }
        return PlainJson.toMap(root);
    }
}
