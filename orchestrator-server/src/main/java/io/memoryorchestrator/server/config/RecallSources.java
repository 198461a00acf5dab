package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.ColdStart;
import io.memoryorchestrator.server.flags.FlagDecision;
import io.memoryorchestrator.server.flags.FlagSnapshot;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.recall.Sources;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses for each question, by one state of the flags, whether the cache and the provider of notes may be used. */
final class RecallSources implements Function<UserRef, Sources> {
    private final Flags flags;
    private final @Nullable Offer<RecentTurns> hot;
    private final @Nullable Offer<NoteSearch> notes;
    private final @Nullable ColdStart cold;

    RecallSources(
            CanonicalStore store, List<MemoryAdapter> adapters, Flags flags, FlagWatch watch, LastFailures failures) {
        this.flags = flags;
        Offer<HotContext> cache = first(adapters, HotContext.class);
        if (cache == null) {
            this.hot = null;
            this.cold = null;
        } else {
            HotContext kept = cache.part();
            this.hot = new Offer<>(cache.flag(), (session, limit) -> kept.readThrough(session, limit, store));
            this.cold = new ColdStart(cache.flag(), kept, flags, failures);
            watch.follow(cold);
        }
        Offer<NoteSearch> provider = first(adapters, NoteSearch.class);
        this.notes = provider == null
                ? null
                : new Offer<>(provider.flag(), watched(provider.flag(), provider.part(), failures));
    }

    @Override
    public Sources apply(UserRef user) {
        FlagSnapshot snapshot = flags.under(user);
        Optional<RecentTurns> cache = Optional.empty();
        if (hot != null && cold != null) {
            FlagDecision decision = snapshot.decisions().get(hot.flag());
            if (decision != null && cold.lets(decision)) {
                cache = Optional.of(hot.part());
            }
        }
        Optional<NoteSearch> provider =
                notes != null && snapshot.on(notes.flag()) ? Optional.of(notes.part()) : Optional.empty();
        return new Sources(cache, provider, snapshot.name());
    }

    private static NoteSearch watched(String adapter, NoteSearch search, LastFailures failures) {
        return (user, query, limit) -> {
            try {
                var found = search.notes(user, query, limit);
                failures.recovered(adapter);
                return found;
            } catch (AdapterException failure) {
                failures.note(failure);
                throw failure;
            }
        };
    }

    private static <T> @Nullable Offer<T> first(List<MemoryAdapter> adapters, Class<T> ability) {
        for (MemoryAdapter adapter : adapters) {
            if (ability.isInstance(adapter)) {
                return new Offer<>(adapter.descriptor().name(), ability.cast(adapter));
            }
        }
        return null;
    }

    private record Offer<T>(String flag, T part) {}
}
