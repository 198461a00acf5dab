package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeOutcome.Reason;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.Relation;
import io.memoryorchestrator.api.node.VectorMemory;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Why a value that is well-formed cannot be kept. Runs under the lock of the node. */
final class NodeChecks {
    static final String POSITION = """
            select coalesce(
                (select position from memories.node_messages where user_id = ? and node_id = ? and key = ?),
                (select max(position) + 1 from memories.node_messages where user_id = ? and node_id = ?),
                0)""";

    private static final String ROOM = """
            select exists (select from memories.users where user_id = ?),
                   exists (select from %1$s where user_id = ? and node_id = ? and key = ?)
                       or (select count(*) from %1$s where user_id = ? and node_id = ?) < ?""";
    private static final String POSITION_TAKEN = """
            select exists (select from memories.node_messages
                           where user_id = ? and node_id = ? and position = ? and key <> ?)""";
    private static final String BOTH_ENDS = """
            select count(*) = 2 from %s t
            where t.user_id = ? and t.node_id = ? and t.key in (?, ?) and\s""" + NodeTable.LIVE;
    private static final String CIRCLE = """
            with recursive ahead (key) as (
                select ?::text collate "C"
                union
                select t.to_key
                from ahead
                join %s t on t.from_key = ahead.key
                where t.user_id = ? and t.node_id = ? and t.key <> ? and t.type = ? and t.acyclic and\s""" + NodeTable.LIVE + """

            )
            select exists (select from ahead where key = ?)""";
    private static final String OTHER_LENGTH = """
            select exists (select from memories.node_vectors where user_id = ? and model = ? and dimensions <> ?)
                or exists (select from memories.node_document_chunks
                           where user_id = ? and model = ? and dimensions <> ?)""";

    private NodeChecks() {}

    static Optional<Reason> refusal(Transaction transaction, UUID user, NodeRef node, NodeDraft draft)
            throws SQLException {
        Optional<Reason> room = room(transaction, user, node, draft);
        if (room.isPresent()) {
            return room;
        }
        return switch (draft.value()) {
            case Message message
            when holds(transaction, Query.of(POSITION_TAKEN, user, node.nodeId(), message.position(), draft.key())) ->
                Optional.of(Reason.POSITION_TAKEN);
            case Relation relation -> relation(transaction, user, node, draft.key(), relation);
            case VectorMemory vector
            when isOfOtherLength(transaction, user, vector.embedding().model()) -> Optional.of(Reason.WRONG_DIMENSIONS);
            case Document document -> lengths(transaction, user, document);
            default -> Optional.empty();
        };
    }

    private static boolean isOfOtherLength(Transaction transaction, UUID user, EmbeddingModelRef model)
            throws SQLException {
        return holds(transaction, otherLength(user, model));
    }

    /** Whether the user has vectors of the model in another length. */
    static Query otherLength(UUID user, EmbeddingModelRef model) {
        return Query.of(OTHER_LENGTH, user, model.id(), model.dimensions(), user, model.id(), model.dimensions());
    }

    private static Optional<Reason> room(Transaction transaction, UUID user, NodeRef node, NodeDraft draft)
            throws SQLException {
        String table = NodeTable.of(draft.value().kind()).table();
        String nodeId = node.nodeId();
        Query query =
                Query.of(ROOM.formatted(table), user, user, nodeId, draft.key(), user, nodeId, NodeLimits.PER_KIND);
        return transaction
                .query(query, row -> {
                    if (!row.getBoolean(1)) {
                        return Optional.of(Reason.USER_ERASED);
                    }
                    return row.getBoolean(2) ? Optional.<Reason>empty() : Optional.of(Reason.TOO_MANY);
                })
                .getFirst();
    }

    private static Optional<Reason> relation(
            Transaction transaction, UUID user, NodeRef node, String key, Relation relation) throws SQLException {
        String ends = NodeTable.of(relation.kind().ends()).table();
        if (!holds(
                transaction,
                Query.of(BOTH_ENDS.formatted(ends), user, node.nodeId(), relation.from(), relation.to()))) {
            return Optional.of(Reason.UNKNOWN_REFERENCE);
        }
        String table = NodeTable.of(relation.kind()).table();
        boolean circle = relation.acyclic()
                && holds(
                        transaction,
                        Query.of(CIRCLE.formatted(table), relation.to(), user, node.nodeId(), key, relation.type())
                                .add("", relation.from()));
        return circle ? Optional.of(Reason.CYCLE) : Optional.empty();
    }

    private static Optional<Reason> lengths(Transaction transaction, UUID user, Document document) throws SQLException {
        Set<EmbeddingModelRef> models = document.chunks().stream()
                .map(Document.Chunk::embedding)
                .filter(Objects::nonNull)
                .map(NodeEmbedding::model)
                .collect(Collectors.toSet());
        if (models.stream().map(EmbeddingModelRef::id).distinct().count() < models.size()) {
            return Optional.of(Reason.WRONG_DIMENSIONS);
        }
        for (EmbeddingModelRef model : models) {
            if (isOfOtherLength(transaction, user, model)) {
                return Optional.of(Reason.WRONG_DIMENSIONS);
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Transaction transaction, Query query) throws SQLException {
        return transaction.query(query, row -> row.getBoolean(1)).getFirst();
    }
}
