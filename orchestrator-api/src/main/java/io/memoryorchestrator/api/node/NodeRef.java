package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.Identifiers;
import io.memoryorchestrator.api.model.UserRef;

/**
 * A memory node: a name under which a user's values are kept together. The same id of another user is another node.
 *
 * @param nodeId 1 to 200 characters without a colon
 */
public record NodeRef(UserRef user, String nodeId) {
    public NodeRef {
        Identifiers.require("nodeId", nodeId);
    }
}
