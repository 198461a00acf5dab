package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a canonical store may offer beyond its duty, for ranking that looks at all turns of a user at once instead of at
 * lists cut off somewhere. A store that does not implement it is asked for lists.
 */
public interface TurnSurvey {

    /**
     * How much there is of a user, and a print of it for telling whether what was read before is still all.
     *
     * @param atMost counting ends one turn above this
     */
    Extent extent(UserRef user, int atMost);

    /**
     * The user's turns, in no particular order.
     *
     * @param limit 1 to 100,000; of a user who has more, any of them are left out
     */
    List<Turn> turns(UserRef user, int limit);

    /**
     * The cosine of every embedded turn of the user to each of some vectors, in the order of the vectors.
     *
     * @param limit 1 to 100,000 turns; of a user who has more, any of them are left out
     * @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when a vector's length is not the model's
     */
    Map<UUID, float[]> nearness(UserRef user, EmbeddingModelRef model, List<float[]> vectors, int limit);

    /** The turns directly before and after each of these in their sessions; ids of others are simply not found. */
    List<Turn> neighbours(UserRef user, Collection<UUID> turnIds);

    /**
     * How much there is of a user.
     *
     * @param turns exact up to the number asked for; one more stands for any greater number
     * @param print the same as long as no turn has been stored, changed or forgotten
     */
    record Extent(int turns, String print) {}
}
