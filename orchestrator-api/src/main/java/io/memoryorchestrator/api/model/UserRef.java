package io.memoryorchestrator.api.model;

/**
 * The owner of memory. Every read and write names exactly one; nothing is ever shared between two of them.
 *
 * @param tenantId the tenant, 1 to 200 characters without a colon
 * @param userId a Supabase user id or any other string of 1 to 200 characters without a colon
 */
public record UserRef(String tenantId, String userId) {
    public UserRef {
        Identifiers.require("tenantId", tenantId);
        Identifiers.require("userId", userId);
    }
}
