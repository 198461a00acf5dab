package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnScan.Page;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalkAndForgetIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("tiny", 2);

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open("walk_it");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 61, 10_000})
    void everyTurnIsMetOnceWhateverThePageSize(int limit) {
        List<Turn> stored = sixtyTurns();

        assertThat(walk(Range.ALL, limit)).containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void whatWasStoredBeforeTheWalkIsMetOnceWhileWritingGoesOn() {
        List<Turn> before = sixtyTurns();
        List<Turn> met = new ArrayList<>();
        @Nullable String cursor = null;
        int wave = 0;
        do {
            Page page = store.adapter().scan(Range.ALL, cursor, 10);
            met.addAll(page.turns());
            cursor = page.next();
            int at = 1_000 + wave++;
            store.adapter()
                    .store(IntStream.range(0, 6)
                            .mapToObj(i -> turn(session("walker-" + i, "s" + at % 2), at, "meanwhile " + at + " " + i))
                            .toList());
        } while (cursor != null && wave < 200);

        assertThat(met).containsAll(before);
        assertThat(new HashSet<>(TestStore.ids(met))).hasSameSizeAs(met);
    }

    @Test
    void aRangeNarrowsTheWalkAndTheCount() {
        List<Turn> stored = sixtyTurns();
        store.adapter().store(List.of(turn(SessionRef.of("other", "walker-0", "s0"), 1, "of another tenant")));

        check(new Range("default", null, null, null, null), stored);
        check(
                Range.ofUser(user("walker-1")),
                stored.stream()
                        .filter(t -> t.user().userId().equals("walker-1"))
                        .toList());
        check(
                new Range("default", "walker-1", "s1", null, null),
                stored.stream()
                        .filter(t -> t.session().equals(session("walker-1", "s1")))
                        .toList());
        check(
                new Range(null, null, null, TestStore.NOON.plusSeconds(10), TestStore.NOON.plusSeconds(20)),
                stored.stream()
                        .filter(t -> t.position() >= 10 && t.position() < 20)
                        .toList());
        check(new Range("nobody", null, null, null, null), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "!!!", "YTpiOmM6ZA"})
    void aForeignCursorIsRejected(String cursor) {
        assertThatThrownBy(() -> store.adapter().scan(Range.ALL, cursor, 10))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void forgettingAUserLeavesNothingOfThemAndEverythingOfOthers() {
        List<Turn> stored = sixtyTurns();
        store.commit("intent-of-walker-1", stored.get(1));
        stored.forEach(this::embedAndDeliver);

        var receipt = store.adapter().forget(new ForgetScope.OfUser(user("walker-1")));

        assertThat(receipt.complete()).isTrue();
        assertThat(receipt.removed())
                .containsEntry("turns", 10L)
                .containsEntry("embeddings", 10L)
                .containsEntry("deliveries", 10L)
                .containsEntry("sessions", 2L)
                .containsEntry("intents", 1L)
                .containsEntry("users", 1L);
        assertThat(store.adapter().count(Range.ALL)).isEqualTo(50);
        UUID key = new UserKey("default").of(user("walker-1"));
        for (String table : List.of("users", "sessions", "turns", "turn_embeddings", "deliveries", "intents")) {
            assertThat(store.number("select count(*) from memories." + table + " where user_id = '" + key + "'"))
                    .as(table)
                    .isZero();
        }
        assertThat(store.adapter()
                        .forget(new ForgetScope.OfUser(user("walker-1")))
                        .removed())
                .isEmpty();
    }

    @Test
    void forgettingASessionOrATurnLeavesTheRest() {
        List<Turn> stored = sixtyTurns();
        stored.forEach(this::embedAndDeliver);
        Turn single = stored.get(0);
        SessionRef session = session("walker-1", "s1");

        assertThat(store.adapter()
                        .forget(new ForgetScope.OfTurns(single.user(), Set.of(single.id(), UUID.randomUUID())))
                        .removed())
                .containsOnlyKeys("turns", "embeddings", "deliveries");
        assertThat(store.adapter().forget(new ForgetScope.OfSession(session)).removed())
                .containsEntry("sessions", 1L);

        assertThat(store.adapter().recent(session, 10)).isEmpty();
        assertThat(walk(Range.ALL, 100))
                .containsExactlyInAnyOrderElementsOf(stored.stream()
                        .filter(t -> !t.equals(single) && !t.session().equals(session))
                        .toList());
    }

    @Test
    void whoeverStoresAForgottenTurnAgainHasItAgain() {
        Turn turn = turn(session("back", "s"), 1, "comes back");
        store.adapter().store(List.of(turn));
        store.adapter().forget(new ForgetScope.OfUser(turn.user()));

        store.adapter().store(List.of(turn));

        assertThat(store.adapter().recent(turn.session(), 5)).containsExactly(turn);
    }

    @Test
    void deletingASupabaseUserTakesTheMemoryAlong() {
        UUID id = UUID.randomUUID();
        store.execute("insert into auth.users (id) values ('" + id + "')");
        Turn turn = turn(new SessionRef(new UserRef("default", id.toString()), "s"), 1, "of a Supabase user");
        store.commit("of-supabase-user", turn);
        embedAndDeliver(turn);

        store.execute("delete from auth.users where id = '" + id + "'");

        assertThat(store.adapter().count(Range.ALL)).isZero();
        assertThat(store.number("select count(*) from memories.turn_embeddings"))
                .isZero();
        assertThat(store.number("select count(*) from memories.intents")).isZero();
    }

    private void check(Range range, List<Turn> expected) {
        assertThat(walk(range, 7)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(store.adapter().count(range)).isEqualTo(expected.size());
    }

    private List<Turn> walk(Range range, int limit) {
        List<Turn> met = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page page = store.adapter().scan(range, cursor, limit);
            met.addAll(page.turns());
            cursor = page.next();
        } while (cursor != null);
        return met;
    }

    private List<Turn> sixtyTurns() {
        List<Turn> turns = IntStream.range(0, 60)
                .mapToObj(i -> turn(session("walker-" + i % 6, "s" + i / 6 % 2), i, "turn " + i))
                .toList();
        store.adapter().store(turns);
        return turns;
    }

    private void embedAndDeliver(Turn turn) {
        TurnKey key = TurnKey.of(turn);
        store.adapter().putEmbeddings(MODEL, List.of(new TurnEmbedding(key, new float[] {1, 0})));
        store.adapter()
                .deliveries()
                .record("elsewhere", List.of(new Delivery(key, Delivery.State.DELIVERED, "ref", null)));
    }
}
