package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.ids;
import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.api.canonical.Memories.Change;
import io.memoryorchestrator.api.canonical.TurnSurvey.Extent;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UserSurveyIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("survey", 2);
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("user_survey_it");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static List<Turn> stored(String user, String session, long count) {
        SessionRef ref = session(user, session);
        List<Turn> turns = LongStream.range(0, count)
                .mapToObj(position -> turn(ref, position, session + " " + position))
                .toList();
        store.adapter().store(turns);
        return turns;
    }

    @Test
    void anExtentCountsUpToOneAboveTheBound() {
        stored("many", "s", 12);
        assertThat(store.adapter().extent(user("many"), 100).turns()).isEqualTo(12);
        assertThat(store.adapter().extent(user("many"), 5).turns()).isEqualTo(6);
        assertThat(store.adapter().extent(user("nobody"), 5).turns()).isZero();
    }

    @Test
    void thePrintChangesWithEveryTurnStoredOrForgottenAndWithNothingElse() {
        List<Turn> turns = stored("print", "s", 3);
        Extent before = store.adapter().extent(user("print"), 100);
        store.adapter().store(turns);
        stored("other", "s", 3);
        assertThat(store.adapter().extent(user("print"), 100)).isEqualTo(before);

        Turn more = turn(session("print", "s"), 9, "one more");
        store.adapter().store(List.of(more));
        Extent after = store.adapter().extent(user("print"), 100);
        assertThat(after.print()).isNotEqualTo(before.print());

        store.adapter()
                .forget(new ForgetScope.OfTurns(
                        user("print"), Set.of(turns.getFirst().id())));
        assertThat(store.adapter().extent(user("print"), 100).print()).isNotEqualTo(after.print());
    }

    @Test
    void thePrintChangesWithEachChangeOfATurnAlsoWithOneThatBeganBeforeWhatWasReadLast() throws SQLException {
        UUID turn = stored("marked", "s", 2).getFirst().id();
        Extent before = store.adapter().extent(user("marked"), 100);
        try (Connection slow = store.superuser();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("update memories.turns set importance = 0.1, changed_at = now() where turn_id <> '" + turn
                    + "' and user_id = (select user_id from memories.users where external_id = 'marked')");
            store.adapter().memories().change(user("marked"), turn, new Change(null, 0.9, null));
            Extent after = store.adapter().extent(user("marked"), 100);
            assertThat(after.print()).isNotEqualTo(before.print());

            slow.commit();

            assertThat(store.adapter().extent(user("marked"), 100).print()).isNotEqualTo(after.print());
        }
        assertThat(store.adapter().turns(user("marked"), 100))
                .extracting(Turn::importance)
                .containsExactlyInAnyOrder(0.1, 0.9);
    }

    @Test
    void allTurnsOfTheUserAreReadAndNobodyElses() {
        List<Turn> own = stored("whole", "s", 4);
        stored("stranger", "s", 4);
        assertThat(store.adapter().turns(user("whole"), 100)).containsExactlyInAnyOrderElementsOf(own);
        assertThat(store.adapter().turns(user("whole"), 2)).hasSize(2);
    }

    @Test
    void nearnessIsTheCosineToEachVectorOfEveryEmbeddedTurn() {
        List<Turn> turns = stored("near", "s", 3);
        store.adapter()
                .putEmbeddings(
                        MODEL,
                        List.of(
                                new TurnEmbedding(TurnKey.of(turns.get(0)), new float[] {1, 0}),
                                new TurnEmbedding(TurnKey.of(turns.get(1)), new float[] {3, 4})));
        Map<UUID, float[]> near =
                store.adapter().nearness(user("near"), MODEL, List.of(new float[] {2, 0}, new float[] {0, 1}), 100);
        assertThat(near).containsOnlyKeys(turns.get(0).id(), turns.get(1).id());
        assertThat(near.get(turns.get(0).id())).containsExactly(new float[] {1, 0}, within(1e-3f));
        assertThat(near.get(turns.get(1).id())).containsExactly(new float[] {0.6f, 0.8f}, within(1e-3f));
        assertThat(store.adapter().nearness(user("nobody"), MODEL, List.of(new float[] {1, 0}), 100))
                .isEmpty();
        assertThatThrownBy(() -> store.adapter().nearness(user("near"), MODEL, List.of(new float[] {1}), 100))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("dimensions");
    }

    @Test
    void neighboursAreTheTurnsDirectlyBeforeAndAfterInTheSession() {
        List<Turn> turns = stored("around", "a", 6);
        stored("around", "b", 3);
        assertThat(ids(store.adapter()
                        .neighbours(
                                user("around"),
                                List.of(turns.get(0).id(), turns.get(3).id()))))
                .containsExactlyInAnyOrder(
                        turns.get(1).id(), turns.get(2).id(), turns.get(4).id());
        assertThat(store.adapter()
                        .neighbours(user("stranger"), List.of(turns.get(0).id())))
                .isEmpty();
        assertThat(store.adapter().neighbours(user("around"), List.of())).isEmpty();
    }
}
