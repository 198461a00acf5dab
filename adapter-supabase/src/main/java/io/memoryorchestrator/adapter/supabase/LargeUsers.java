package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.adapter.supabase.SupabaseSettings.VectorIndex;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** Who has an approximate index, as {@code memories.large_users} says. Known to this process for up to a minute. */
final class LargeUsers {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    private static final String ALL = "select user_id, model_id from memories.large_users";

    private final Database database;
    private final VectorIndex index;
    private volatile Known known = new Known(Set.of(), 0, false);

    LargeUsers(Database database, VectorIndex index) {
        this.database = database;
        this.index = index;
    }

    /** Whether the user is to be searched through an index; nobody is where none is wanted. */
    boolean contains(UUID user, String model) {
        if (index == VectorIndex.NONE) {
            return false;
        }
        Known now = known;
        if (!now.read || System.nanoTime() - now.at > KNOWN_FOR.toNanos()) {
            now = read();
        }
        return now.users.contains(new LargeUser(user, model));
    }

    /** Looks again at the next question. */
    void changed() {
        known = new Known(Set.of(), 0, false);
    }

    /** As the database has it now. */
    Set<LargeUser> all() {
        return Set.copyOf(database.query(
                "read who is large",
                Caller.WORKER,
                Query.of(ALL),
                row -> new LargeUser(row.getObject(1, UUID.class), row.getString(2))));
    }

    private Known read() {
        Known now = new Known(all(), System.nanoTime(), true);
        known = now;
        return now;
    }

    private record Known(Set<LargeUser> users, long at, boolean read) {}

    /** A user, and the model of whose vectors there are many. */
    record LargeUser(UUID user, String model) {}
}
