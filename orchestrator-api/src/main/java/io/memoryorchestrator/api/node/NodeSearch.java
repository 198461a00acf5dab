package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.UserRef;
import java.util.List;
import java.util.Set;

/** Finding values by words, across all nodes of a user. */
public interface NodeSearch {

    /**
     * The user's values that hold any of the query's words, best first. Rare words weigh more; what has expired is not found.
     *
     * @param query any text; without a word that counts nothing is found
     * @param kinds those looked at; kinds without words ({@link NodeKind#hasWords}) never match
     * @param limit 1 to {@link NodeLimits#MATCHES}
     */
    List<NodeHit> find(UserRef user, String query, Set<NodeKind> kinds, int limit);
}
