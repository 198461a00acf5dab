package io.memoryorchestrator.api.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Deterministic turn ids: the same turn has the same id however often and by whatever way it arrives, so that
 * redelivery, replay and backfill find the row instead of making a second one.
 *
 * <p>An id is the first 128 bits of a SHA-256, marked as a version 8 UUID (RFC 9562, section 5.8).
 */
public final class TurnId {
    private TurnId() {}

    /** The id of a turn that its client named; the name need only be unique within the session. */
    public static UUID ofClientId(SessionRef session, String clientTurnId) {
        return hash("client", session, clientTurnId);
    }

    /**
     * The id of a turn without a client id.
     *
     * @param position the turn's place in its session, see {@link Turn#position()}
     * @param content the text after redaction, so that every way in arrives at the same id
     */
    public static UUID ofContent(SessionRef session, long position, Role role, String content) {
        return hash("content", session, Long.toString(position), role.wireName(), content);
    }

    private static UUID hash(String kind, SessionRef session, String... parts) {
        MessageDigest digest = Sha256.digest();
        update(digest, kind);
        update(digest, session.user().tenantId());
        update(digest, session.user().userId());
        update(digest, session.sessionId());
        for (String part : parts) {
            update(digest, part);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        long high = (bytes.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Each part is preceded by its length, so that no two different lists of parts hash the same bytes. */
    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
