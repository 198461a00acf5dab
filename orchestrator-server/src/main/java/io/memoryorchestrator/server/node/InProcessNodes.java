package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeLimits;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Memory nodes in this process, for development: they are gone when it ends, and no other process sees them. One caller at
 * a time; answers are copies.
 */
public final class InProcessNodes implements NodeStore {
    private final Map<UserRef, Shelf> shelves = new LinkedHashMap<>();
    private final Clock clock;
    private final Predicate<UserRef> erased;

    /** @param erased whether nothing of a user may be stored */
    public InProcessNodes(Clock clock, Predicate<UserRef> erased) {
        this.clock = clock;
        this.erased = erased;
    }

    @Override
    public synchronized NodeOutcome put(NodeRef node, NodeDraft draft) {
        // Asked while nobody else is let in: what is stored before the user is forgotten is forgotten with them.
        if (erased.test(node.user())) {
            return NodeOutcome.Reason.USER_ERASED.refused();
        }
        Instant now = now();
        Shelf shelf = shelves.computeIfAbsent(node.user(), _ -> new Shelf());
        NodeKind kind = draft.value().kind();
        shelf.sweep(node, kind, now);
        NodeDraft placed = draft.value() instanceof Message message && message.position() == null
                ? draft.with(message.at(shelf.position(node, draft.key())))
                : draft;
        Optional<NodeOutcome.Reason> reason = InProcessChecks.refusal(shelf, node, placed, now);
        if (reason.isPresent()) {
            return reason.get().refused();
        }
        NodeEntry before = shelf.get(node, kind, draft.key());
        NodeEntry entry = new NodeEntry(
                node,
                placed.key(),
                placed.value(),
                placed.namespace(),
                placed.metadata(),
                before == null ? now : before.createdAt(),
                now,
                placed.timeToLive() == null ? null : now.plus(placed.timeToLive()));
        shelf.put(entry);
        return new NodeOutcome.Stored(entry, before == null);
    }

    @Override
    public synchronized Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key, boolean vectors) {
        return Optional.ofNullable(shelf(node.user()).get(node, kind, key)).filter(entry -> Shelf.lives(entry, now()));
    }

    @Override
    public synchronized boolean delete(NodeRef node, NodeKind kind, String key) {
        boolean there = get(node, kind, key).isPresent();
        if (there) {
            shelf(node.user()).remove(node, kind, key);
        }
        return there;
    }

    @Override
    public synchronized long clear(NodeRef node, @Nullable NodeKind kind) {
        Shelf shelf = shelf(node.user());
        long before = shelf.size();
        for (NodeKind each : NodeKind.values()) {
            if (kind == null || kind == each) {
                shelf.of(node, each).forEach(entry -> shelf.remove(node, each, entry.key()));
            }
        }
        return before - shelf.size();
    }

    @Override
    public synchronized List<NodeMatch> query(NodeRef node, NodeQuery query) {
        Shelf shelf = shelf(node.user());
        Instant now = now();
        List<NodeEntry> living = shelf.living(node, query.kind(), now);
        return switch (query) {
            case NodeQuery.Select select -> InProcessSelection.select(living, select);
            case NodeQuery.Nearest nearest -> {
                if (shelf.hasOtherLength(nearest.question().model())) {
                    throw new IllegalArgumentException(
                            "embedding must have as many numbers as the vectors of the model" + " that are kept");
                }
                yield InProcessSelection.nearest(living, nearest);
            }
            case NodeQuery.Neighbours neighbours ->
                new InProcessWalk(living, shelf.living(node, query.kind().relations(), now), neighbours.along())
                        .neighbours(neighbours);
            case NodeQuery.ShortestPath path ->
                new InProcessWalk(living, shelf.living(node, query.kind().relations(), now), path.along())
                        .shortestPath(path);
        };
    }

    @Override
    public synchronized List<NodeHit> find(UserRef user, String query, Set<NodeKind> kinds, int limit) {
        if (limit < 1 || limit > NodeLimits.MATCHES) {
            throw new IllegalArgumentException("limit must lie between 1 and " + NodeLimits.MATCHES);
        }
        Instant now = now();
        List<NodeEntry> living = shelf(user)
                .all()
                .filter(entry -> kinds.contains(entry.kind()) && Shelf.lives(entry, now))
                .toList();
        return InProcessSelection.find(living, query, limit);
    }

    @Override
    public synchronized void export(@Nullable UserRef user, Consumer<NodeEntry> reader) {
        Instant now = now();
        for (NodeKind kind : NodeKind.values()) {
            (user == null ? shelves.values().stream() : Stream.of(shelf(user)))
                    .flatMap(shelf -> shelf.of(kind).stream())
                    .filter(entry -> Shelf.lives(entry, now))
                    .forEach(reader);
        }
    }

    @Override
    public synchronized long restore(Stream<NodeEntry> entries) {
        long written = 0;
        Map<UserRef, Boolean> gone = new HashMap<>();
        for (Iterator<NodeEntry> each = entries.iterator(); each.hasNext(); ) {
            NodeEntry entry = each.next();
            if (gone.computeIfAbsent(entry.node().user(), erased::test)) {
                continue;
            }
            Shelf shelf = shelves.computeIfAbsent(entry.node().user(), _ -> new Shelf());
            if (Shelf.lives(entry, now()) && InProcessChecks.restorable(shelf, entry)) {
                shelf.put(entry);
                written++;
            }
        }
        return written;
    }

    @Override
    public synchronized Map<NodeKind, Long> forget(UserRef user) {
        Map<NodeKind, Long> removed = new EnumMap<>(NodeKind.class);
        Shelf shelf = Objects.requireNonNullElseGet(shelves.remove(user), Shelf::new);
        shelf.all().forEach(entry -> removed.merge(entry.kind(), 1L, Long::sum));
        return removed;
    }

    @Override
    public synchronized long sweep(int limit) {
        Instant now = now();
        long removed = 0;
        for (Shelf shelf : shelves.values()) {
            List<NodeEntry> expired = new ArrayList<>();
            for (NodeKind kind : NodeKind.values()) {
                shelf.of(kind).stream()
                        .filter(entry -> !Shelf.lives(entry, now))
                        .limit(limit)
                        .forEach(expired::add);
            }
            expired.forEach(entry -> shelf.remove(entry.node(), entry.kind(), entry.key()));
            removed += expired.size();
        }
        return removed;
    }

    private Shelf shelf(UserRef user) {
        return shelves.getOrDefault(user, new Shelf());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
