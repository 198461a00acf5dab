package io.memoryorchestrator.server.enrichment;

import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps turns of erased users, whose events were under way, from a stage that brings them to another place. */
public final class ErasureGuard implements Stage {
    private final Stage stage;
    private final Predicate<UserRef> erased;

    public ErasureGuard(Stage stage, Predicate<UserRef> erased) {
        this.stage = stage;
        this.erased = erased;
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public void handle(List<Turn> turns) {
        stage.handle(remaining(turns));
    }

    @Override
    public void repeat(List<Turn> turns) {
        stage.repeat(remaining(turns));
    }

    private List<Turn> remaining(List<Turn> turns) {
        Set<UserRef> users = turns.stream().map(Turn::user).collect(Collectors.toCollection(HashSet::new));
        users.removeIf(erased.negate());
        return users.isEmpty()
                ? turns
                : turns.stream().filter(turn -> !users.contains(turn.user())).toList();
    }
}
