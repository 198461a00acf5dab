package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeSearch;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Summaries, facts and entities in a user's memory nodes that have the question's words. */
final class NodeMemories {

    static final String LIST = "nodes";

    private static final Set<NodeKind> KINDS = EnumSet.of(NodeKind.SUMMARY, NodeKind.FACT, NodeKind.ENTITY);

    /** They may take this share of the items: they stand beside what was said and do not replace it. */
    private static final int SHARE = 4;

    /** Of the best one's score: what has only a common word of the question is not handed out. */
    private static final double WORTH = 0.5;

    private final Optional<NodeSearch> nodes;

    NodeMemories(Optional<NodeSearch> nodes) {
        this.nodes = nodes;
    }

    Parts.@Nullable Part<List<NodeHit>> begin(ContextFetch request, String query, Parts parts) {
        if (!request.includes(ContextPart.NODES)) {
            return null;
        }
        if (nodes.isEmpty() || !request.filter().equals(TurnFilter.NONE)) {
            if (request.include().contains(ContextPart.NODES)) {
                parts.missing(LIST, nodes.isEmpty() ? "off" : "filters narrow turns, and these are none");
            }
            return null;
        }
        int most = Math.max(1, request.limit() / SHARE);
        return parts.begin(LIST, () -> nodes.get().find(request.user(), query, KINDS, most));
    }

    List<Distilled> worthIt(List<NodeHit> found) {
        double best = found.stream().mapToDouble(NodeHit::score).max().orElse(0);
        return found.stream()
                .filter(hit -> hit.score() >= WORTH * best)
                .map(Distilled::of)
                .toList();
    }
}
