package io.memoryorchestrator.server.testing;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A provider that keeps what it is given, and can be down, or fail on some turns. */
public final class Shelf implements MemoryAdapter {
    private static final AdapterDescriptor DESCRIPTOR = new AdapterDescriptor("shelf", Set.of(), Duration.ZERO, true);

    private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();
    private volatile boolean down;
    private volatile @Nullable String unwanted;

    /** Puts it among the adapters of a server. */
    public static void register(ConfigurableApplicationContext context, Shelf shelf) {
        ((GenericApplicationContext) context).registerBean("shelf", MemoryAdapter.class, () -> shelf);
    }

    public void goDown() {
        down = true;
    }

    public void comeBack() {
        down = false;
    }

    /** From now on it fails on turns with this word, and on no others. */
    public void failOn(String word) {
        unwanted = word;
    }

    public boolean holds(String word) {
        return turns.values().stream().anyMatch(turn -> turn.content().contains(word));
    }

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<TurnReceipt> store(List<Turn> given) {
        refuseWhenDown();
        String word = unwanted;
        if (word != null && given.stream().anyMatch(turn -> turn.content().contains(word))) {
            throw new AdapterException("shelf", FailureKind.UNAVAILABLE, "The shelf fails on this turn", null);
        }
        given.forEach(turn -> turns.put(turn.id(), turn));
        return given.stream()
                .map(turn -> TurnReceipt.of(turn.id(), TurnReceipt.Outcome.STORED))
                .toList();
    }

    @Override
    public ForgetReceipt forget(ForgetScope scope) {
        refuseWhenDown();
        int before = turns.size();
        turns.values().removeIf(turn -> turn.user().equals(scope.user()));
        return new ForgetReceipt(Map.of("turns", (long) before - turns.size()), true);
    }

    private void refuseWhenDown() {
        if (down) {
            throw new AdapterException("shelf", FailureKind.UNAVAILABLE, "The shelf is down", null);
        }
    }

    @Override
    public AdapterHealth check() {
        return new AdapterHealth(down ? AdapterHealth.State.DOWN : AdapterHealth.State.UP, "a shelf", Duration.ZERO);
    }

    @Override
    public void close() {
        // It outlives the server, as a provider does.
    }
}
