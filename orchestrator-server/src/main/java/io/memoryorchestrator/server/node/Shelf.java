package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.Relation;
import io.memoryorchestrator.api.node.VectorMemory;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything of one user, kind by kind in the order of node and key. Relations go with what they connect. */
final class Shelf {
    private final Map<NodeKind, NavigableMap<Place, NodeEntry>> kinds = new EnumMap<>(NodeKind.class);

    Shelf() {
        for (NodeKind kind : NodeKind.values()) {
            kinds.put(kind, new TreeMap<>());
        }
    }

    static boolean lives(NodeEntry entry, Instant now) {
        return entry.expiresAt() == null || entry.expiresAt().isAfter(now);
    }

    @Nullable
    NodeEntry get(NodeRef node, NodeKind kind, String key) {
        return map(kind).get(new Place(node.nodeId(), key));
    }

    void put(NodeEntry entry) {
        map(entry.kind()).put(new Place(entry.node().nodeId(), entry.key()), entry);
    }

    void remove(NodeRef node, NodeKind kind, String key) {
        map(kind).remove(new Place(node.nodeId(), key));
        if (kind == NodeKind.ENTITY || kind == NodeKind.GRAPH_NODE) {
            map(kind.relations())
                    .values()
                    .removeIf(entry -> entry.node().equals(node)
                            && entry.value() instanceof Relation relation
                            && (relation.from().equals(key) || relation.to().equals(key)));
        }
    }

    void sweep(NodeRef node, NodeKind kind, Instant now) {
        of(node, kind).stream().filter(entry -> !lives(entry, now)).forEach(entry -> remove(node, kind, entry.key()));
    }

    List<NodeEntry> of(NodeKind kind) {
        return List.copyOf(map(kind).values());
    }

    List<NodeEntry> of(NodeRef node, NodeKind kind) {
        return List.copyOf(map(kind)
                .subMap(new Place(node.nodeId(), ""), new Place(node.nodeId() + "\0", ""))
                .values());
    }

    List<NodeEntry> living(NodeRef node, NodeKind kind, Instant now) {
        return of(node, kind).stream().filter(entry -> lives(entry, now)).toList();
    }

    Stream<NodeEntry> all() {
        return kinds.values().stream().flatMap(map -> map.values().stream());
    }

    long size() {
        return kinds.values().stream().mapToLong(Map::size).sum();
    }

    /** Where a message without a position belongs: where it is, or else at the end. */
    long position(NodeRef node, String key) {
        NodeEntry there = get(node, NodeKind.MESSAGE, key);
        if (there != null && there.value() instanceof Message message) {
            return Objects.requireNonNull(message.position());
        }
        return of(node, NodeKind.MESSAGE).stream()
                        .mapToLong(entry -> Objects.requireNonNull(((Message) entry.value()).position()))
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** Whether there are vectors of the model in another length. */
    boolean hasOtherLength(EmbeddingModelRef model) {
        return Stream.concat(
                        map(NodeKind.VECTOR).values().stream().map(entry -> ((VectorMemory) entry.value()).embedding()),
                        map(NodeKind.DOCUMENT).values().stream()
                                .flatMap(entry -> ((Document) entry.value()).chunks().stream())
                                .map(Document.Chunk::embedding)
                                .filter(Objects::nonNull))
                .map(NodeEmbedding::model)
                .anyMatch(other -> other.id().equals(model.id()) && !other.equals(model));
    }

    private NavigableMap<Place, NodeEntry> map(NodeKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    private record Place(String nodeId, String key) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::nodeId).thenComparing(Place::key);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
