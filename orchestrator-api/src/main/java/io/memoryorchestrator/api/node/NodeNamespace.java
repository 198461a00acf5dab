package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.Identifiers;
import io.memoryorchestrator.api.model.UserRef;

/**
 * {@code {tenant}:{agent}:{context}}: whose memory it is, which assistant's, and in what context.
 *
 * @param tenantId the tenant of the user
 */
public record NodeNamespace(String tenantId, String agentId, String context) {
    public NodeNamespace {
        Identifiers.require("namespace tenant", tenantId);
        Identifiers.require("namespace agent", agentId);
        Identifiers.require("namespace context", context);
    }

    /** @throws IllegalArgumentException when it has another form, or names another tenant than the user's */
    public static NodeNamespace parse(String text, UserRef user) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("namespace must have the form tenant:agent:context");
        }
        if (!parts[0].equals(user.tenantId())) {
            throw new IllegalArgumentException("namespace must begin with the tenant of the user");
        }
        return new NodeNamespace(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return tenantId + ":" + agentId + ":" + context;
    }
}
