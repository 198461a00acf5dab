package io.memoryorchestrator.server.deadletter;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Optional;

/** Whose letter it is, by its key: neither a tenant's nor a user's id has a colon. */
final class LetterOwner {
    private LetterOwner() {}

    static Optional<UserRef> of(StoredLetter letter) {
        String key = letter.key();
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
