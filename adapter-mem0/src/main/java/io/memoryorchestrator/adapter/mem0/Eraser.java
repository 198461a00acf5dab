package io.memoryorchestrator.adapter.mem0;

import io.memoryorchestrator.adapter.mem0.http.Event;
import io.memoryorchestrator.adapter.mem0.http.Match;
import io.memoryorchestrator.adapter.mem0.http.Mem0Api;
import io.memoryorchestrator.adapter.mem0.http.Mem0Api.BulkDelete;
import io.memoryorchestrator.adapter.mem0.http.Memory;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Removes what a scope names and does not take Mem0's word for it: deletes, waits for the background work, lists again,
 * until no add is unfinished that would bring a memory back, and the list is empty. One entity filter per bulk delete, as
 * only one is reliably honoured.
 */
final class Eraser {
    private final Mem0Api api;
    private final Reconciler reconciler;
    private final Retrying retrying;
    private final Duration patience;

    Eraser(Mem0Api api, Reconciler reconciler, Retrying retrying, Duration patience) {
        this.api = api;
        this.reconciler = reconciler;
        this.retrying = retrying;
        this.patience = patience;
    }

    ForgetReceipt forget(ForgetScope scope) {
        Set<String> seen = new HashSet<>();
        Rest rest = retrying.until(Rest::isNothing, patience, () -> {
            // Asked first: an add that ends after this question shows in the list below.
            boolean unfinished = reconciler.unfinished(event -> concerns(scope, event));
            List<String> found = listed(scope);
            seen.addAll(found);
            if (found.isEmpty()) {
                return new Rest(found, unfinished);
            }
            remove(scope, found);
            return new Rest(listed(scope), unfinished);
        });
        rest.memories().forEach(seen::remove);
        return new ForgetReceipt(seen.isEmpty() ? Map.of() : Map.of("memories", (long) seen.size()), rest.isNothing());
    }

    private record Rest(List<String> memories, boolean unfinished) {
        boolean isNothing() {
            return memories.isEmpty() && !unfinished;
        }
    }

    private List<String> listed(ForgetScope scope) {
        return api.list(Wire.userId(scope.user()), match(scope)).stream()
                .map(Memory::id)
                .toList();
    }

    private void remove(ForgetScope scope, List<String> ids) {
        if (scope instanceof ForgetScope.OfUser user && bulk(Wire.userId(user.user()))) {
            return;
        }
        api.deleteEach(ids);
    }

    private boolean bulk(String userId) {
        return switch (api.deleteAll(userId)) {
            case BulkDelete.Finished _ -> true;
            case BulkDelete.NotPermitted _ -> false;
            case BulkDelete.InProgress progress -> {
                retrying.until(
                        ended -> ended,
                        patience,
                        () -> api.event(progress.eventId())
                                .map(event -> event.state() != Event.State.WORKING)
                                // An event that is not known cannot be waited for; the list tells the truth anyway.
                                .orElse(true));
                yield true;
            }
        };
    }

    private static Match match(ForgetScope scope) {
        return switch (scope) {
            case ForgetScope.OfUser _ -> Match.ALL;
            case ForgetScope.OfSession session ->
                new Match(Wire.SESSION_ID, List.of(session.session().sessionId()));
            case ForgetScope.OfTurns turns ->
                new Match(
                        Wire.TURN_ID,
                        turns.turnIds().stream().map(UUID::toString).toList());
        };
    }

    private static boolean concerns(ForgetScope scope, Event event) {
        String tenant = scope.user().tenantId();
        boolean sameUser = Wire.userId(scope.user()).equals(event.userId())
                || (event.userId() == null && event.has(Wire.TENANT_ID, tenant));
        return sameUser
                && switch (scope) {
                    case ForgetScope.OfUser _ -> event.has(Wire.SOURCE, Wire.SOURCE_VALUE);
                    case ForgetScope.OfSession session ->
                        event.has(Wire.SESSION_ID, session.session().sessionId());
                    case ForgetScope.OfTurns turns ->
                        turns.turnIds().stream().anyMatch(id -> event.has(Wire.TURN_ID, id.toString()));
                };
    }
}
