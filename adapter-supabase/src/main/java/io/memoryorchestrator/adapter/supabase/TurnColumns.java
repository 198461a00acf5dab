package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Turn;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns turned round: one array for each column, in the order of the insert statement. */
final class TurnColumns {
    private final UUID[] users;
    private final UUID[] ids;
    private final String[] sessions;
    private final long[] positions;
    private final String[] roles;
    private final String[] contents;
    private final byte[][] hashes;
    private final String[] times;
    private final @Nullable String[] threads;
    private final @Nullable String[] agents;
    private final @Nullable String[] namespaces;
    private final String[] metadata;
    private final double[] importances;
    private final @Nullable String[] clientIds;
    private int size;

    TurnColumns(int capacity) {
        users = new UUID[capacity];
        ids = new UUID[capacity];
        sessions = new String[capacity];
        positions = new long[capacity];
        roles = new String[capacity];
        contents = new String[capacity];
        hashes = new byte[capacity][];
        times = new String[capacity];
        threads = new @Nullable String[capacity];
        agents = new @Nullable String[capacity];
        namespaces = new @Nullable String[capacity];
        metadata = new String[capacity];
        importances = new double[capacity];
        clientIds = new @Nullable String[capacity];
    }

    void add(TurnBatch.Row row) {
        Turn turn = row.turn();
        users[size] = row.key().user();
        ids[size] = turn.id();
        sessions[size] = turn.session().sessionId();
        positions[size] = turn.position();
        roles[size] = turn.role().wireName();
        contents[size] = StorableText.of(turn.content());
        hashes[size] = row.hash();
        times[size] = StorableTime.of(turn.occurredAt()).toString();
        threads[size] = StorableText.ofNullable(turn.labels().threadId());
        agents[size] = StorableText.ofNullable(turn.labels().agentId());
        namespaces[size] = StorableText.ofNullable(turn.labels().namespace());
        metadata[size] = JsonText.of(turn.metadata());
        importances[size] = turn.importance();
        clientIds[size] = StorableText.ofNullable(turn.clientTurnId());
        size++;
    }

    @Nullable
    Object[] values() {
        return new @Nullable Object[] {
            users,
            ids,
            sessions,
            positions,
            roles,
            contents,
            hashes,
            times,
            threads,
            agents,
            namespaces,
            metadata,
            importances,
            clientIds
        };
    }
}
