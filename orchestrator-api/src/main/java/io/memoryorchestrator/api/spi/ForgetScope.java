package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.UserRef;
import java.util.Set;
import java.util.UUID;

/** What to forget. Always inside one user. */
public sealed interface ForgetScope {

    UserRef user();

    /** Everything about a user. */
    record OfUser(UserRef user) implements ForgetScope {}

    /** One session with all its turns. */
    record OfSession(SessionRef session) implements ForgetScope {
        @Override
        public UserRef user() {
            return session.user();
        }
    }

    /** Single turns. */
    record OfTurns(UserRef user, Set<UUID> turnIds) implements ForgetScope {
        public OfTurns {
            turnIds = Set.copyOf(turnIds);
        }
    }
}
