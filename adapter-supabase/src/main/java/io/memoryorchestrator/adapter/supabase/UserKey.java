package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.model.UserRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The internal key of a user, computed and never looked up. A Supabase user of the default tenant keeps the own id, so that
 * the user's own token matches the rows; everybody else gets a hash of tenant and id.
 *
 * <p>Hashed keys are version 8 UUIDs, and an id that is itself of version 8 is hashed too: the two spaces cannot meet.
 */
record UserKey(String defaultTenant) {
    private static final int HASHED_VERSION = 8;

    UUID of(UserRef user) {
        UUID id = user.tenantId().equals(defaultTenant) ? authUser(user) : null;
        return id == null || id.version() == HASHED_VERSION ? hash(user) : id;
    }

    /** The id of {@code auth.users} that the user would have there, of whatever tenant; null when there can be none. */
    static @Nullable UUID authUser(UserRef user) {
        if (user.userId().length() != 36) {
            return null;
        }
        try {
            UUID id = UUID.fromString(user.userId());
            // Only the canonical spelling, or two ids would share one key.
            return id.toString().equals(user.userId()) ? id : null;
        } catch (IllegalArgumentException notUuid) {
            return null;
        }
    }

    private static UUID hash(UserRef user) {
        MessageDigest digest = Sha256.digest();
        update(digest, "user");
        update(digest, user.tenantId());
        update(digest, user.userId());
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        long high = (bytes.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
