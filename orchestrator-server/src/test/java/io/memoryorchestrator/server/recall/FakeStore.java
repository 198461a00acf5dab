package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.canonical.TurnSurvey;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.server.embedding.EmbeddingText;
import io.memoryorchestrator.server.testing.UnaskedStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A canonical store in memory, as far as recall asks it, with a hook in front of every reading. */
final class FakeStore extends UnaskedStore implements TurnSurvey {

    final List<Turn> turns = new ArrayList<>();
    /** Stored too, and found by id only. */
    final List<Turn> unlisted = new ArrayList<>();

    final List<String> asked = new ArrayList<>();
    Runnable before = () -> {};
    int pretendedTurns = -1;

    private final WordBagEmbedder embedder = new WordBagEmbedder();

    private synchronized void asked(String what) {
        asked.add(what);
        before.run();
    }

    @Override
    public Extent extent(UserRef user, int atMost) {
        asked("extent");
        return new Extent(pretendedTurns < 0 ? of(user).size() : pretendedTurns, Integer.toString(turns.size()));
    }

    @Override
    public List<Turn> turns(UserRef user, int limit) {
        asked("turns");
        return of(user);
    }

    @Override
    public Map<UUID, float[]> nearness(UserRef user, EmbeddingModelRef model, List<float[]> vectors, int limit) {
        asked("nearness");
        Map<UUID, float[]> nearness = new HashMap<>();
        for (Turn turn : of(user)) {
            float[] cosines = new float[vectors.size()];
            for (int i = 0; i < cosines.length; i++) {
                cosines[i] = (float) cosine(turn, vectors.get(i));
            }
            nearness.put(turn.id(), cosines);
        }
        return nearness;
    }

    @Override
    public List<Turn> neighbours(UserRef user, Collection<UUID> turnIds) {
        asked("neighbours");
        List<Turn> all = of(user);
        return all.stream()
                .filter(turn -> all.stream()
                        .anyMatch(other -> turnIds.contains(other.id())
                                && other.session().equals(turn.session())
                                && Math.abs(other.position() - turn.position()) == 1))
                .toList();
    }

    @Override
    public List<Turn> lookup(UserRef user, Collection<UUID> turnIds) {
        asked("lookup");
        return unlisted.stream()
                .filter(turn -> turn.user().equals(user) && turnIds.contains(turn.id()))
                .toList();
    }

    @Override
    public List<Turn> recent(SessionRef session, int limit) {
        asked("recent");
        List<Turn> all = turns.stream()
                .filter(turn -> turn.session().equals(session))
                .sorted(Comparator.comparingLong(Turn::position))
                .toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    @Override
    public List<Hit> byWords(UserRef user, String query, TurnFilter filter, int limit) {
        asked("byWords");
        String word = query.toLowerCase(Locale.ROOT);
        return of(user).stream()
                .filter(turn -> List.of(word.split("\\W+")).stream()
                        .anyMatch(turn.content().toLowerCase(Locale.ROOT)::contains))
                .map(turn -> new Hit(turn, 1))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Hit> nearest(
            UserRef user,
            EmbeddingModelRef model,
            float[] vector,
            TurnFilter filter,
            int limit,
            @Nullable Integer efSearch) {
        asked("nearest");
        return of(user).stream()
                .map(turn -> new Hit(turn, cosine(turn, vector)))
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(limit)
                .toList();
    }

    private List<Turn> of(UserRef user) {
        return turns.stream().filter(turn -> turn.user().equals(user)).toList();
    }

    private double cosine(Turn turn, float[] vector) {
        float[] own = embedder.embedQuery(EmbeddingText.of(turn));
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            sum += own[i] * vector[i];
        }
        return sum;
    }
}
