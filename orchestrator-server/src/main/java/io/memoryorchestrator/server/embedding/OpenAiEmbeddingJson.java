package io.memoryorchestrator.server.embedding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The wire form of the OpenAI embeddings endpoint. */
final class OpenAiEmbeddingJson {

    /** The endpoints refuse more than 8,191 tokens; this many characters stay below it in nearly every script. */
    private static final int MAX_CHARACTERS = 8_000;

    private final OpenAiEmbedderSettings settings;
    private final JsonMapper mapper = JsonMapper.builder().build();

    OpenAiEmbeddingJson(OpenAiEmbedderSettings settings) {
        this.settings = settings;
    }

    byte[] question(List<String> texts) {
        ObjectNode root = mapper.createObjectNode();
        root.put("model", settings.model().id());
        root.put("encoding_format", "float");
        if (settings.sendDimensions()) {
            root.put("dimensions", settings.model().dimensions());
        }
        ArrayNode input = root.putArray("input");
        for (String text : texts) {
            input.add(text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS));
        }
        return mapper.writeValueAsBytes(root);
    }

    /** Puts the vectors into the order of the question: the answer carries an index and may come in any order. */
    List<float[]> vectors(byte[] body, int expected) {
        JsonNode data = read(body).path("data");
        if (data.size() != expected) {
            throw OpenAiFailures.ofAnswer(
                    "The embedding endpoint answered " + data.size() + " vectors to " + expected + " texts", null);
        }
        List<float[]> vectors = new ArrayList<>(Collections.nCopies(expected, new float[0]));
        int place = 0;
        for (JsonNode entry : data) {
            int index = entry.path("index").asInt(place++);
            if (index < 0 || index >= expected || vectors.get(index).length > 0) {
                throw OpenAiFailures.ofAnswer("The embedding endpoint answered with a wrong index " + index, null);
            }
            vectors.set(index, vector(entry.path("embedding")));
        }
        return vectors;
    }

    private JsonNode read(byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (JacksonException unreadable) {
            throw OpenAiFailures.ofAnswer("The embedding endpoint's answer is not JSON", unreadable);
        }
    }

    private float[] vector(JsonNode numbers) {
        int wanted = settings.model().dimensions();
        if (numbers.size() != wanted) {
            throw OpenAiFailures.ofAnswer(
                    "The embedding endpoint answered a vector of " + numbers.size() + " dimensions where " + wanted
                            + " are configured: set VECTOR_EMBEDDING_DIMENSIONS to what the model "
                            + settings.model().id() + " gives, then re-embed what is stored",
                    null);
        }
        float[] vector = new float[wanted];
        for (int i = 0; i < wanted; i++) {
            vector[i] = (float) numbers.get(i).asDouble(Double.NaN);
        }
        try {
            return UnitVector.of(vector);
        } catch (IllegalArgumentException withoutDirection) {
            throw OpenAiFailures.ofAnswer("The embedding endpoint answered an unusable vector", withoutDirection);
        }
    }
}
