package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.Event;
import io.memoryorchestrator.adapter.mem0.http.Match;
import io.memoryorchestrator.adapter.mem0.http.Mem0Api;
import io.memoryorchestrator.adapter.mem0.http.Memory;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Finds out what Mem0 has of turns. First by the turn id in the metadata of its memories; then, as an add that has just
 * been accepted or that found nothing to remember has no memory, by the turn id in the platform's latest events.
 */
final class Reconciler {
    /** At a hundred events a page, about what the platform's rate limit lets in within a minute. */
    private static final int EVENT_PAGES = 10;

    /** Work of before then has ended, and what came of it stands in the list of memories. */
    private static final Duration OLDEST_WORK = Duration.ofHours(1);

    private static final int IDS_PER_QUESTION = 50;

    private final Mem0Api api;
    private final Clock clock;

    Reconciler(Mem0Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Those turns that have a memory, each with one of its memories. */
    Map<UUID, Memory> present(UserRef user, Collection<UUID> turnIds) {
        List<String> ids = turnIds.stream().map(UUID::toString).toList();
        Map<String, Memory> byTurn = new HashMap<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_QUESTION) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_PER_QUESTION));
            for (Memory memory : api.list(Wire.userId(user), new Match(Wire.TURN_ID, some))) {
                byTurn.putIfAbsent(String.valueOf(memory.metadata().get(Wire.TURN_ID)), memory);
            }
        }
        Map<UUID, Memory> found = new HashMap<>();
        for (UUID turnId : turnIds) {
            Memory memory = byTurn.get(turnId.toString());
            if (memory != null) {
                found.put(turnId, memory);
            }
        }
        return found;
    }

    Optional<TurnReceipt> find(TurnKey turn) {
        Memory memory = present(turn.user(), List.of(turn.turnId())).get(turn.turnId());
        if (memory != null) {
            return Optional.of(new TurnReceipt(turn.turnId(), Outcome.STORED, memory.id()));
        }
        String id = turn.turnId().toString();
        return firstEvent(event -> event.has(Wire.TURN_ID, id) && stands(event))
                .map(event -> event.state() == Event.State.WORKING
                        ? new TurnReceipt(turn.turnId(), Outcome.PENDING, event.id())
                        : new TurnReceipt(turn.turnId(), Outcome.STORED, event.id()));
    }

    /** Whether an event still speaks for its turn: it failed, or what it made has been forgotten since, and it does not. */
    private boolean stands(Event event) {
        return switch (event.state()) {
            case WORKING -> true;
            case FAILED -> false;
            case DONE ->
                event.memoryIds().isEmpty()
                        || event.memoryIds().stream().anyMatch(id -> api.get(id).isPresent());
        };
    }

    /** Whether the platform still works on something of this user that will become memories. */
    boolean unfinished(Predicate<Event> which) {
        return firstEvent(event -> event.state() == Event.State.WORKING && which.test(event))
                .isPresent();
    }

    private boolean isOld(Event event) {
        Instant created = event.createdAt();
        return created != null && created.isBefore(clock.instant().minus(OLDEST_WORK));
    }

    private Optional<Event> firstEvent(Predicate<Event> wanted) {
        for (int page = 1; page <= EVENT_PAGES; page++) {
            List<Event> events = api.events(page);
            Optional<Event> found = events.stream().filter(wanted).findFirst();
            if (found.isPresent() || events.isEmpty() || isOld(events.getLast())) {
                return found;
            }
        }
        return Optional.empty();
    }
}
