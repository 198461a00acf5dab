package io.memoryorchestrator.server.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterDeskTests {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final Selection ALL = new Selection(Set.of(), null, null, null);

    private final OneShelf shelf = new OneShelf();
    private final DeadLetterDesk desk =
            new DeadLetterDesk(shelf, new KeptMarks(), _ -> false, new SimpleMeterRegistry());

    @ParameterizedTest
    @ValueSource(strings = {"unsigned", "identity_mismatch"})
    void whatNobodyVouchesForIsNotReplayedAndStaysOpen(String reason) {
        shelf.letters.add(letter("t-0@1", "t-0@1", reason, "{}"));

        assertThat(replayed()).isEqualTo(Replayed.Outcome.WITHHELD);

        assertThat(shelf.sent).isEmpty();
        assertThat(desk.overview().groups().getFirst().open()).isOne();
    }

    @Test
    void whatLacksItsPayloadIsNotReplayed() {
        shelf.letters.add(letter("t-0@1", "t-0@1", "unforeseen", "{\"withheld\":\"it was too large\"}"));

        assertThat(replayed()).isEqualTo(Replayed.Outcome.WITHHELD);

        assertThat(shelf.sent).isEmpty();
    }

    @Test
    void aLetterThatWasMovedIsStillReplayedOnce() {
        shelf.letters.add(letter("t-0@1", "t-0@1", "unforeseen", "{}"));
        assertThat(replayed()).isEqualTo(Replayed.Outcome.REPLAYED);

        shelf.letters.set(0, letter("t-0@9", "t-0@1", "unforeseen", "{}"));

        assertThat(desk.replay(ALL, 10, false, "olga").steps()).isEmpty();
        assertThat(shelf.sent).containsExactly("t-0@1");
        assertThat(desk.show("t-0@9").orElseThrow().open()).isFalse();
    }

    private Replayed.Outcome replayed() {
        return desk.replay(ALL, 10, false, "olga").steps().getFirst().outcome();
    }

    private static StoredLetter letter(String id, String firstId, String reason, String payload) {
        return new StoredLetter(id, firstId, "t", "default:u:s", reason, "", NOW, payload, Map.of(), 0, firstId);
    }

    private static final class OneShelf implements DeadLetterShelf {
        private final List<StoredLetter> letters = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();

        @Override
        public Contents read() {
            return new Contents(letters, true);
        }

        @Override
        public Optional<StoredLetter> find(String id) {
            return letters.stream().filter(letter -> letter.id().equals(id)).findFirst();
        }

        @Override
        public void replay(StoredLetter letter) {
            sent.add(letter.id());
        }
    }

    private static final class KeptMarks implements DeadLetterMarks {
        private final Map<String, Mark> marks = new HashMap<>();

        @Override
        public Map<String, Mark> find(Collection<String> letterIds) {
            Map<String, Mark> found = new HashMap<>(marks);
            found.keySet().retainAll(letterIds);
            return found;
        }

        @Override
        public void mark(String letterId, State state, String actor, @Nullable String because) {
            marks.put(letterId, new Mark(state, actor, because, NOW));
        }
    }
}
