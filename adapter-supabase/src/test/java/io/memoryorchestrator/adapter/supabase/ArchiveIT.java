package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.Enriched.MODEL;
import static io.memoryorchestrator.adapter.supabase.Enriched.embedAndDeliver;
import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported of a user can be restored, and nothing else can. */
class ArchiveIT {
    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open("archive_it");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsExportedIsRestoredToTheSameState() {
        SessionRef ref = session("moving", "s");
        List<Turn> turns = IntStream.range(0, 450)
                .mapToObj(i -> turn(ref, i, "turn ü " + i))
                .toList();
        store.adapter()
                .commit(turns.stream()
                        .map(turn -> TestStore.intent("moving-" + turn.position(), turn))
                        .toList());
        turns.subList(0, 3).forEach(turn -> embedAndDeliver(store, turn));
        TestStore.chat(store.adapter().sessions(), ref, Map.of("n", 0.1), Duration.ofHours(1));
        List<String> first = export(ref.user());
        store.adapter().forget(new ForgetScope.OfUser(ref.user()));

        Map<String, Long> restored = store.adapter().archive().restore(ref.user(), first.stream());

        assertThat(restored)
                .containsEntry("sessions", 1L)
                .containsEntry("turns", 450L)
                .containsEntry("turn_embeddings", 3L)
                .containsEntry("deliveries", 3L)
                .containsEntry("intents", 450L);
        assertThat(export(ref.user())).isEqualTo(first);
        assertThat(store.adapter().recent(ref, 1_000)).containsExactlyElementsOf(turns);
        assertThat(store.adapter().nearest(ref.user(), MODEL, new float[] {1, 0}, TurnFilter.NONE, 5, null))
                .hasSize(3);
        assertThat(store.adapter().archive().restore(ref.user(), first.stream()).values())
                .allMatch(count -> count == 0);
        assertThat(export(user("nobody"))).hasSize(2);
        assertThatThrownBy(() -> store.adapter().archive().restore(ref.user(), first.subList(0, 100).stream()))
                .hasMessageContaining("breaks off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{\"table\":\"users\",\"row\":{}}",
                "{\"table\":\"turns\"}",
                "{\"table\":\"turns\",\"row\":{\"turn_id\":\"x\"}}",
                "{\"table\":\"turns\",\"row\":{\"session_id\":\"none\"}}"
            })
    void aLineThatIsNoneOfAnExportIsRejected(String line) {
        String header = export(user("nobody")).getFirst();

        assertThatThrownBy(() -> store.adapter().archive().restore(user("restored"), Stream.of(header, line)))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        e -> assertThat(e.kind().retryable()).isFalse());
        assertThatThrownBy(() -> store.adapter().archive().restore(user("restored"), Stream.of(line)))
                .isInstanceOf(AdapterException.class);
    }

    private List<String> export(UserRef user) {
        List<String> lines = new ArrayList<>();
        store.adapter().archive().export(user, lines::add);
        return lines;
    }

    @Test
    void aHoldGoesWithTheExportAndIsNotLiftedByAnother() {
        UserRef held = user("held");
        store.adapter().store(List.of(turn(new SessionRef(held, "s"), 1, "evidence")));
        List<String> free = export(held);
        store.adapter().retention().hold(held, true);
        List<String> underHold = export(held);
        store.adapter().forget(new ForgetScope.OfUser(held));

        store.adapter().archive().restore(held, underHold.stream());
        assertThat(store.adapter().retention().held(held)).isTrue();
        store.adapter().archive().restore(held, free.stream());
        assertThat(store.adapter().retention().held(held)).isTrue();
        assertThat(export(held)).isEqualTo(underHold);
    }
}
