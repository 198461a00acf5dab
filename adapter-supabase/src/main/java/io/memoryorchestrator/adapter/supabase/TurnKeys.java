package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Turn keys as two parallel arrays for the database, and the way back from its answer. */
final class TurnKeys {
    private final UUID[] userKeys;
    private final UUID[] turnIds;
    private final Map<UUID, UserRef> users = new HashMap<>();

    private TurnKeys(int size) {
        userKeys = new UUID[size];
        turnIds = new UUID[size];
    }

    static TurnKeys of(Collection<TurnKey> turns, UserKey keys) {
        TurnKeys arrays = new TurnKeys(turns.size());
        int at = 0;
        for (TurnKey turn : turns) {
            UUID key = keys.of(turn.user());
            arrays.users.put(key, turn.user());
            arrays.userKeys[at] = key;
            arrays.turnIds[at++] = turn.turnId();
        }
        return arrays;
    }

    UUID[] userKeys() {
        return userKeys;
    }

    UUID[] turnIds() {
        return turnIds;
    }

    TurnKey at(UUID userKey, UUID turnId) {
        UserRef user = users.get(userKey);
        if (user == null) {
            throw new IllegalStateException("the database answered for a user who was not asked for");
        }
        return new TurnKey(user, turnId);
    }
}
