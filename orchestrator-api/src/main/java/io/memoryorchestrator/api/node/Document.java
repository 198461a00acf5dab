package io.memoryorchestrator.api.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A document in a collection, cut into the chunks that are searched.
 *
 * @param title may be empty
 * @param chunks in order; a match of a search holds only the chunk that matched
 */
public record Document(String collection, String title, List<Chunk> chunks) implements NodeValue {
    public Document {
        collection = NodeLimits.words("collection", collection, NodeLimits.NAME);
        title = NodeLimits.text("title", title, NodeLimits.NAME);
        chunks = NodeLimits.atMost("chunks", chunks, NodeLimits.CHUNKS);
        if (chunks.isEmpty()) {
            throw new IllegalArgumentException("chunks must have at least one element");
        }
        if (chunks.stream().mapToLong(chunk -> chunk.text().length()).sum() > NodeLimits.DOCUMENT) {
            throw new IllegalArgumentException(
                    "chunks must have at most " + NodeLimits.DOCUMENT + " characters together");
        }
    }

    static Document read(NodeFields fields) {
        return new Document(
                fields.text("collection"),
                fields.text("title", ""),
                fields.objects("chunks").stream().map(Chunk::read).toList());
    }

    @Override
    public NodeKind kind() {
        return NodeKind.DOCUMENT;
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("collection", collection);
        fields.put("title", title);
        fields.put("chunks", chunks.stream().map(Chunk::fields).toList());
        return fields;
    }

    @Override
    public String words() {
        return chunks.stream().map(Chunk::text).collect(Collectors.joining("\n"));
    }

    /**
     * A part of a document.
     *
     * @param embedding null for one that is found by words only
     */
    public record Chunk(String text, @Nullable NodeEmbedding embedding) {
        public Chunk {
            text = NodeLimits.words("chunks text", text, NodeLimits.CHUNK);
        }

        static Chunk read(NodeFields fields) {
            return new Chunk(fields.text("text"), fields.embedding());
        }

        Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("text", text);
            if (embedding != null) {
                embedding.addTo(fields);
            }
            return fields;
        }
    }
}
