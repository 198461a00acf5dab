package io.memoryorchestrator.api.spi;

import io.memoryorchestrator.api.failure.AdapterException;
import java.time.Duration;
import java.util.Set;

/**
 * What an adapter says of itself; the conformance suite checks that it is exactly true.
 *
 * @param name short and stable, such as {@code supabase}; also its flag's and its properties' name
 * @param abilities what it can do beyond the core
 * @param settles how long after a write it may take until a read sees it; zero means at once
 * @param permanent false for an adapter that may lose everything at any time, such as a cache
 */
public record AdapterDescriptor(String name, Set<Ability> abilities, Duration settles, boolean permanent) {
    public AdapterDescriptor {
        abilities = Set.copyOf(abilities);
    }

    public boolean has(Ability ability) {
        return abilities.contains(ability);
    }

    /**
     * The adapter seen through one of its abilities.
     *
     * @throws AdapterException of kind UNSUPPORTED when the adapter does not declare it
     */
    public static <T> T require(MemoryAdapter adapter, Ability ability, Class<T> as) {
        if (!adapter.descriptor().has(ability) || !as.isInstance(adapter)) {
            throw AdapterException.unsupported(adapter.descriptor().name(), ability.name());
        }
        return as.cast(adapter);
    }
}
