package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.api.canonical.TurnOutline;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.model.ContentHash;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.server.redaction.Redactor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a transcript has that its session lacks. A turn is there when its client id is there; a turn without a client id
 * is there when the session has a turn of the same role and words that no earlier turn of the transcript has claimed, so
 * that an "ok" said three times is three turns, and the same transcript told twice adds nothing.
 *
 * @param missing turns to store
 * @param present ids of turns that are stored already
 */
record TranscriptDifference(List<Turn> missing, List<UUID> present) {

    static TranscriptDifference between(SessionSync sync, List<TurnOutline> stored, Instant toldAt) {
        Map<Words, Deque<TurnOutline>> unclaimed = new HashMap<>();
        Set<UUID> named = namedBy(sync);
        for (TurnOutline outline : stored) {
            if (!named.contains(outline.id())) {
                unclaimed
                        .computeIfAbsent(new Words(outline.role(), outline.contentHash()), w -> new ArrayDeque<>())
                        .add(outline);
            }
        }

        List<Turn> missing = new ArrayList<>();
        List<UUID> present = new ArrayList<>();
        long position = -1;
        Instant occurredAt = toldAt;
        for (SpokenTurn spoken : sync.turns()) {
            occurredAt = spoken.occurredAt() != null ? spoken.occurredAt() : occurredAt;
            if (spoken.content().equals(Redactor.ECHO)) {
                continue;
            }
            TurnOutline match = match(spoken, unclaimed);
            if (match != null) {
                present.add(match.id());
                position = match.position();
                continue;
            }
            boolean placesItself = spoken.seq() != null || spoken.occurredAt() != null;
            position = placesItself ? TurnAssembly.position(spoken, occurredAt) : position + 1;
            Turn turn = TurnAssembly.assemble(sync.session(), sync.labels(), spoken, position, occurredAt);
            // A turn with a stored client id is passed on as well: the store tells a repetition from a conflict.
            missing.add(turn);
        }
        return new TranscriptDifference(missing, present);
    }

    private static @Nullable TurnOutline match(SpokenTurn spoken, Map<Words, Deque<TurnOutline>> unclaimed) {
        if (spoken.turnId() != null) {
            return null;
        }
        Deque<TurnOutline> same = unclaimed.get(new Words(spoken.role(), ContentHash.hex(spoken.content())));
        return same == null ? null : same.poll();
    }

    private static Set<UUID> namedBy(SessionSync sync) {
        Set<UUID> ids = new HashSet<>();
        for (SpokenTurn spoken : sync.turns()) {
            String clientId = spoken.turnId();
            if (clientId != null) {
                ids.add(TurnId.ofClientId(sync.session(), clientId));
            }
        }
        return ids;
    }

    private record Words(Role role, String contentHash) {}
}
