package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;

/** The ability to find turns by their words. A stored turn is found as soon as {@code store} has returned. */
public interface WordSearch {

    /**
     * Turns that share words with the query, best first; ties by newest, then by id.
     *
     * @param query text as a person typed it; a query without any searchable word finds nothing
     * @param limit 1 to 1,000
     */
    List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit);
}
