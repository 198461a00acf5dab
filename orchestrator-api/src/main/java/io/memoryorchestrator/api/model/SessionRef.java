package io.memoryorchestrator.api.model;

/**
 * One conversation of one user; the unit of order.
 *
 * @param user the owner
 * @param sessionId 1 to 200 characters without a colon
 */
public record SessionRef(UserRef user, String sessionId) {
    public SessionRef {
        Identifiers.require("sessionId", sessionId);
    }

    public static SessionRef of(String tenantId, String userId, String sessionId) {
        return new SessionRef(new UserRef(tenantId, userId), sessionId);
    }

    /** {@code tenant:user:session}, the Kafka record key: it keeps a session's records in order on one partition. */
    public String key() {
        return user.tenantId() + ":" + user.userId() + ":" + sessionId;
    }
}
