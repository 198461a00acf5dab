package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps turns of erased users, whose events were under way, from being brought to another place. */
public record ErasedUsers(Predicate<UserRef> erased) {

    boolean include(Turn turn) {
        return erased.test(turn.user());
    }

    /** The turns of everybody who has not been erased, in the order given. */
    List<Turn> passOver(List<Turn> turns) {
        Set<UserRef> users = turns.stream().map(Turn::user).collect(Collectors.toCollection(HashSet::new));
        users.removeIf(erased.negate());
        return users.isEmpty()
                ? turns
                : turns.stream().filter(turn -> !users.contains(turn.user())).toList();
    }
}
