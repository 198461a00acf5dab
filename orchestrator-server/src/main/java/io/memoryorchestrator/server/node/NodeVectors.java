package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.server.embedding.Embedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees to it that values which are found by nearness have vectors: the client's own, or those of the server's model. */
final class NodeVectors {
    private final Embedder embedder;

    NodeVectors(Embedder embedder) {
        this.embedder = embedder;
    }

    Map<String, @Nullable Object> complete(NodeKind kind, Map<String, @Nullable Object> body) {
        return switch (kind) {
            case VECTOR -> embedded(List.of(body)).getFirst();
            case DOCUMENT -> document(body);
            default -> body;
        };
    }

    /** The vector of a question in words. */
    NodeEmbedding question(String text) {
        return new NodeEmbedding(embedder.model(), embedder.embedQuery(text));
    }

    /** The vector of a question that the client made; of the server's model when it names none. */
    Map<String, @Nullable Object> question(Map<String, @Nullable Object> body) {
        return embedded(List.of(body)).getFirst();
    }

    private Map<String, @Nullable Object> document(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(body);
        if (body.get("text") instanceof String text && body.get("chunks") == null) {
            document.put("chunks", embedded(chunks(Chunker.chunks(text))));
            document.remove("text");
        } else if (body.get("chunks") instanceof List<?> chunks) {
            document.put("chunks", embedded(chunks(chunks)));
        }
        return document;
    }

    /** A chunk may be written as its text alone. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> chunks(List<?> chunks) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object chunk : chunks) {
            if (chunk instanceof Map<?, ?> map) {
                objects.add((Map<String, @Nullable Object>) map);
            } else {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                object.put("text", chunk);
                objects.add(object);
            }
        }
        return objects;
    }

    private List<Map<String, @Nullable Object>> embedded(List<Map<String, @Nullable Object>> objects) {
        List<Map<String, @Nullable Object>> complete = new ArrayList<>();
        List<Map<String, @Nullable Object>> bare = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Map<String, @Nullable Object> object : objects) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>(object);
            complete.add(copy);
            if (copy.get("embedding") != null) {
                copy.putIfAbsent("model", embedder.model().id());
                requireLength(copy);
            } else if (copy.get("text") instanceof String text && !text.isBlank()) {
                bare.add(copy);
                texts.add(text);
            }
        }
        List<float[]> vectors = texts.isEmpty() ? List.of() : embedder.embed(texts);
        for (int i = 0; i < vectors.size(); i++) {
            bare.get(i).put("model", embedder.model().id());
            bare.get(i).put("embedding", numbers(vectors.get(i)));
        }
        return complete;
    }

    /** Of other models the store knows the length, from the user's other vectors. */
    private void requireLength(Map<String, @Nullable Object> object) {
        if (embedder.model().id().equals(object.get("model"))
                && object.get("embedding") instanceof List<?> numbers
                && numbers.size() != embedder.model().dimensions()) {
            throw NodeFaults.invalid(
                    "embedding must have the " + embedder.model().dimensions() + " dimensions of the model "
                            + embedder.model().id());
        }
    }

    private static List<Double> numbers(float[] vector) {
        List<Double> numbers = new ArrayList<>(vector.length);
        for (float component : vector) {
            numbers.add((double) component);
        }
        return numbers;
    }
}
