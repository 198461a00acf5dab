package io.memoryorchestrator.server.deadletter;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose letter it is, by its key: neither a tenant's nor a user's id has a colon. */
public final class LetterOwner {
    private LetterOwner() {}

    static Optional<UserRef> of(StoredLetter letter) {
        return of(letter.key());
    }

    /** Nobody where the record was so wrong that its key names no user. */
    public static Optional<UserRef> of(@Nullable String key) {
        String[] parts = key == null ? new String[0] : key.split(":", 3);
        if (parts.length < 3 || parts[0].isBlank() || parts[1].isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserRef(parts[0], parts[1]));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
