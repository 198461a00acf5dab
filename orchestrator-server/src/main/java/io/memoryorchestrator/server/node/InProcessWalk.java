package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeQuery.Along;
import io.memoryorchestrator.api.node.NodeQuery.Direction;
import io.memoryorchestrator.api.node.NodeQuery.Neighbours;
import io.memoryorchestrator.api.node.NodeQuery.ShortestPath;
import io.memoryorchestrator.api.node.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Walks along relations, breadth first, passing each value once. */
final class InProcessWalk {
    private final Map<String, NodeEntry> ends = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    InProcessWalk(List<NodeEntry> ends, List<NodeEntry> relations, Along along) {
        ends.forEach(end -> this.ends.put(end.key(), end));
        for (NodeEntry each : relations) {
            Relation relation = (Relation) each.value();
            if (along.type() == null || along.type().equals(relation.type())) {
                if (along.direction() != Direction.IN) {
                    steps.add(new Step(relation.from(), relation.to(), relation.weight()));
                }
                if (along.direction() != Direction.OUT) {
                    steps.add(new Step(relation.to(), relation.from(), relation.weight()));
                }
            }
        }
    }

    List<NodeMatch> neighbours(Neighbours neighbours) {
        return depths(neighbours.key(), neighbours.depth()).entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(neighbours.limit())
                .map(each -> new NodeMatch(entry(each.getKey()), null, null, each.getValue(), null))
                .toList();
    }

    /** From the end back to the beginning, each time by the lightest step that comes from one step nearer. */
    List<NodeMatch> shortestPath(ShortestPath path) {
        Map<String, Integer> depths = depths(path.from(), path.depth());
        Deque<NodeMatch> way = new ArrayDeque<>();
        String at = path.to();
        Integer depth = depths.get(at);
        while (depth != null && depth > 0) {
            String to = at;
            int before = depth - 1;
            Step step = steps.stream()
                    .filter(each -> each.to.equals(to) && Objects.equals(depths.get(each.from), before))
                    .min(Comparator.comparingDouble(Step::weight).thenComparing(Step::from))
                    .orElseThrow();
            way.addFirst(new NodeMatch(entry(to), null, null, depth, step.weight));
            at = step.from;
            depth = before;
        }
        if (depth != null) {
            way.addFirst(new NodeMatch(entry(at), null, null, 0, 0.0));
        }
        return List.copyOf(way);
    }

    private Map<String, Integer> depths(String from, int deepest) {
        Map<String, Integer> depths = new HashMap<>();
        Deque<String> ahead = new ArrayDeque<>();
        if (ends.containsKey(from)) {
            depths.put(from, 0);
            ahead.add(from);
        }
        while (!ahead.isEmpty()) {
            String at = ahead.remove();
            int depth = Objects.requireNonNull(depths.get(at)) + 1;
            for (Step step : steps) {
                if (depth <= deepest
                        && step.from.equals(at)
                        && ends.containsKey(step.to)
                        && !depths.containsKey(step.to)) {
                    depths.put(step.to, depth);
                    ahead.add(step.to);
                }
            }
        }
        return depths;
    }

    private NodeEntry entry(String key) {
        return Objects.requireNonNull(ends.get(key));
    }

    private record Step(String from, String to, double weight) {}
}
