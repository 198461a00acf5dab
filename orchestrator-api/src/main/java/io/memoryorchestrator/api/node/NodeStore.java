package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the values of memory nodes, each under user, node, kind and key. Nobody's values are ever seen through another
 * user's reference, and what has expired is gone for every reader at once. Failures of the backend are
 * {@link io.memoryorchestrator.api.failure.AdapterException}s.
 */
public interface NodeStore extends NodeSearch {

    /** Writes a value, or refuses it and changes nothing. A value that is replaced keeps its time of creation. */
    NodeOutcome put(NodeRef node, NodeDraft draft);

    /**
     * The value under a key, unless it was never there or has expired.
     *
     * @param vectors whether the vectors of a document's chunks are wanted; without them they may be left unread
     */
    Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key, boolean vectors);

    /** The whole value under a key. */
    default Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key) {
        return get(node, kind, key, true);
    }

    /**
     * Removes a value; relations at it and chunks of it go with it.
     *
     * @return whether it was there
     */
    boolean delete(NodeRef node, NodeKind kind, String key);

    /**
     * Removes all values of a kind in a node.
     *
     * @param kind null for all kinds
     * @return how many were removed, those that went with others included
     */
    long clear(NodeRef node, @Nullable NodeKind kind);

    /**
     * Answers a question about one node; nothing when the node has nothing of the kind.
     *
     * @throws IllegalArgumentException when a question's vector has another length than the user's vectors of its model
     */
    List<NodeMatch> query(NodeRef node, NodeQuery query);

    /**
     * Reads everything that has not expired, as of one moment, kind after kind in their order.
     *
     * @param user null for everybody, for operators
     */
    void export(@Nullable UserRef user, Consumer<NodeEntry> reader);

    /**
     * Writes entries as they were exported, times included. What is there already stays, and what has expired meanwhile or
     * cannot be kept (an end is missing, the user has been erased) is left out; repeating it is harmless.
     *
     * @return how many were written
     */
    long restore(Stream<NodeEntry> entries);

    /** Removes everything of a user; the counts leave out kinds of which there was nothing. */
    Map<NodeKind, Long> forget(UserRef user);

    /**
     * Removes what has expired; harmless to run at any time, by several at once.
     *
     * @param limit of each kind at most
     * @return how many were removed
     */
    long sweep(int limit);
}
