package io.memoryorchestrator.adapter.mem0.scripted;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The memories and events of a scripted Mem0. One fact per add: the words themselves. */
final class MemoryShelf {
    private static final int MOST_WORKING = 200;

    private final Map<UUID, StoredMemory> memories = new LinkedHashMap<>();
    private final Map<UUID, ScriptedEvent> events = new LinkedHashMap<>();
    private final Set<UUID> working = new LinkedHashSet<>();
    private final Map<String, Integer> addsByTurn = new HashMap<>();

    /** @param pollsLeft answers PENDING that often before it ends */
    record ScriptedEvent(
            UUID id,
            String type,
            @Nullable String userId,
            Map<String, @Nullable Object> metadata,
            int pollsLeft,
            boolean fails,
            @Nullable UUID memoryId,
            Instant createdAt) {
        ScriptedEvent polled() {
            return new ScriptedEvent(
                    id, type, userId, metadata, Math.max(0, pollsLeft - 1), fails, memoryId, createdAt);
        }

        ScriptedEvent ended() {
            return new ScriptedEvent(id, type, userId, metadata, 0, fails, memoryId, createdAt);
        }

        String status() {
            return pollsLeft > 0 ? "PENDING" : fails ? "FAILED" : "SUCCEEDED";
        }
    }

    synchronized StoredMemory store(String userId, String text, Map<String, @Nullable Object> metadata) {
        var memory = new StoredMemory(UUID.randomUUID(), userId, text, metadata, Instant.now());
        memories.put(memory.id(), memory);
        count(metadata);
        return memory;
    }

    /** A memory becomes visible only when its event has been polled often enough, or at once for zero polls. */
    synchronized ScriptedEvent begin(
            String userId, String text, Map<String, @Nullable Object> metadata, int polls, boolean fails) {
        UUID memoryId = null;
        if (!fails) {
            memoryId = store(userId, text, metadata).id();
        }
        var event =
                new ScriptedEvent(UUID.randomUUID(), "ADD", userId, metadata, polls, fails, memoryId, Instant.now());
        put(event);
        // Work goes on though nobody asks for it: what has many later ones behind it has ended.
        if (working.size() > MOST_WORKING) {
            put(Objects.requireNonNull(events.get(working.iterator().next())).ended());
        }
        return event;
    }

    synchronized ScriptedEvent beginDeletion(String userId, int polls) {
        memories.values().removeIf(memory -> memory.userId().equals(userId));
        var event =
                new ScriptedEvent(UUID.randomUUID(), "DELETE_ALL", userId, Map.of(), polls, false, null, Instant.now());
        put(event);
        return event;
    }

    private void put(ScriptedEvent event) {
        events.put(event.id(), event);
        if (event.pollsLeft() > 0) {
            working.add(event.id());
        } else {
            working.remove(event.id());
        }
    }

    private void count(Map<String, @Nullable Object> metadata) {
        addsByTurn.merge(String.valueOf(metadata.get("turn_id")), 1, Integer::sum);
    }

    synchronized Optional<ScriptedEvent> poll(UUID id) {
        ScriptedEvent event = events.get(id);
        if (event == null) {
            return Optional.empty();
        }
        put(event.polled());
        return Optional.of(event);
    }

    /** Newest first. */
    synchronized List<ScriptedEvent> events() {
        return List.copyOf(new ArrayList<>(events.values()).reversed());
    }

    synchronized List<StoredMemory> list(Predicate<StoredMemory> wanted) {
        Set<UUID> hidden = new HashSet<>();
        for (UUID id : working) {
            UUID memoryId = Objects.requireNonNull(events.get(id)).memoryId();
            if (memoryId != null) {
                hidden.add(memoryId);
            }
        }
        return memories.values().stream()
                .filter(memory -> !hidden.contains(memory.id()))
                .filter(wanted)
                .toList();
    }

    synchronized Optional<StoredMemory> get(UUID id) {
        return Optional.ofNullable(memories.get(id));
    }

    synchronized boolean delete(UUID id) {
        return memories.remove(id) != null;
    }

    synchronized boolean update(UUID id, String text) {
        return memories.computeIfPresent(
                        id, (_, old) -> new StoredMemory(id, old.userId(), text, old.metadata(), old.createdAt()))
                != null;
    }

    /** By the number of words shared with the query. */
    synchronized List<StoredMemory> search(String query, Predicate<StoredMemory> wanted) {
        Set<String> asked = Set.copyOf(List.of(query.toLowerCase(Locale.ROOT).split("\\W+", -1)).stream()
                .distinct()
                .toList());
        return list(wanted).stream()
                .sorted(Comparator.comparingLong((StoredMemory memory) -> shared(asked, memory))
                        .reversed())
                .toList();
    }

    static long shared(Set<String> asked, StoredMemory memory) {
        return List.of(memory.text().toLowerCase(Locale.ROOT).split("\\W+", -1)).stream()
                .distinct()
                .filter(asked::contains)
                .count();
    }

    /** How often each turn was accepted, memories deleted since included. */
    synchronized Map<String, Integer> addsByTurn() {
        return Map.copyOf(addsByTurn);
    }
}
