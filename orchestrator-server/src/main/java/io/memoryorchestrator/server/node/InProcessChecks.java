package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeOutcome.Reason;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.Relation;
import io.memoryorchestrator.api.node.VectorMemory;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a value that is well-formed cannot be kept in this process either. */
final class InProcessChecks {
    private InProcessChecks() {}

    static Optional<Reason> refusal(Shelf shelf, NodeRef node, NodeDraft draft, Instant now) {
        NodeKind kind = draft.value().kind();
        if (shelf.get(node, kind, draft.key()) == null && shelf.of(node, kind).size() >= NodeLimits.PER_KIND) {
            return Optional.of(Reason.TOO_MANY);
        }
        return switch (draft.value()) {
            case Message message when isTaken(shelf, node, draft.key(), message) -> Optional.of(Reason.POSITION_TAKEN);
            case Relation relation -> relation(shelf, node, draft.key(), relation, now);
            case VectorMemory vector
            when shelf.hasOtherLength(vector.embedding().model()) -> Optional.of(Reason.WRONG_DIMENSIONS);
            case Document document when hasOtherLength(shelf, document) -> Optional.of(Reason.WRONG_DIMENSIONS);
            default -> Optional.empty();
        };
    }

    /** Whether an exported entry finds its place free, and what it connects there. */
    static boolean restorable(Shelf shelf, NodeEntry entry) {
        NodeRef node = entry.node();
        return shelf.get(node, entry.kind(), entry.key()) == null
                && switch (entry.value()) {
                    case Message message -> !isTaken(shelf, node, entry.key(), message);
                    case Relation relation ->
                        shelf.get(node, entry.kind().ends(), relation.from()) != null
                                && shelf.get(node, entry.kind().ends(), relation.to()) != null;
                    default -> true;
                };
    }

    private static boolean isTaken(Shelf shelf, NodeRef node, String key, Message message) {
        return shelf.of(node, NodeKind.MESSAGE).stream()
                .anyMatch(other -> !other.key().equals(key)
                        && Objects.equals(((Message) other.value()).position(), message.position()));
    }

    private static Optional<Reason> relation(Shelf shelf, NodeRef node, String key, Relation relation, Instant now) {
        Set<String> ends = shelf.living(node, relation.kind().ends(), now).stream()
                .map(NodeEntry::key)
                .collect(Collectors.toSet());
        if (!ends.contains(relation.from()) || !ends.contains(relation.to())) {
            return Optional.of(Reason.UNKNOWN_REFERENCE);
        }
        List<Relation> others = shelf.living(node, relation.kind(), now).stream()
                .filter(entry -> !entry.key().equals(key))
                .map(entry -> (Relation) entry.value())
                .filter(other -> other.acyclic() && other.type().equals(relation.type()))
                .toList();
        return relation.acyclic() && leads(others, relation.to(), relation.from())
                ? Optional.of(Reason.CYCLE)
                : Optional.empty();
    }

    private static boolean leads(List<Relation> relations, String from, String to) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> ahead = new ArrayDeque<>(seen);
        while (!ahead.isEmpty()) {
            String at = ahead.remove();
            if (at.equals(to)) {
                return true;
            }
            relations.stream()
                    .filter(relation -> relation.from().equals(at) && seen.add(relation.to()))
                    .forEach(relation -> ahead.add(relation.to()));
        }
        return false;
    }

    private static boolean hasOtherLength(Shelf shelf, Document document) {
        Set<EmbeddingModelRef> models = document.chunks().stream()
                .map(Document.Chunk::embedding)
                .filter(Objects::nonNull)
                .map(NodeEmbedding::model)
                .collect(Collectors.toSet());
        return models.stream().map(EmbeddingModelRef::id).distinct().count() < models.size()
                || models.stream().anyMatch(shelf::hasOtherLength);
    }
}
