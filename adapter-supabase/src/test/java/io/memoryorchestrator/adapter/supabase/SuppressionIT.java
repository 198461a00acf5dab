package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.Enriched.MODEL;
import static io.memoryorchestrator.adapter.supabase.Enriched.embedAndDeliver;
import static io.memoryorchestrator.adapter.supabase.Enriched.embedding;
import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.IntentLedger.Entry;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is erased stays out, whatever still arrives of them. */
class SuppressionIT {
    private static final String CANARY = "canary-5f3a";

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open("suppression_it");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anErasedUserDoesNotComeBackByReplayOrLateTurns() {
        UserRef erased = user(CANARY);
        Turn before = turn(new SessionRef(erased, "s"), 1, "before");
        Turn late = turn(new SessionRef(erased, "s2"), 2, "late " + CANARY);
        Turn other = turn(session("other", "s"), 1, "of another");
        store.adapter().intents().accept(List.of(new Entry("before", IntentType.TURN_COMMITTED, erased, "f")));
        store.commit("before", before);
        embedAndDeliver(store, before);
        UUID id = UUID.randomUUID();

        Receipt receipt = store.adapter().erasures().erase(id, erased, "asked for");

        assertThat(receipt.removed()).containsEntry("turns", 1L).containsEntry("embeddings", 1L);
        assertThat(receipt.completedAt()).isNull();
        assertThat(receipt.steps()).containsOnlyKeys(Erasures.STORE, "mem0");
        assertThat(store.adapter().erasures().erase(id, erased, "asked for").removed())
                .containsEntry("turns", 1L);
        assertThat(store.adapter().erasures().complete(id).completedAt()).isNotNull();
        assertThat(store.adapter().erasures().show(id)).isPresent();
        assertThat(store.adapter().erasures().isErased(erased)).isTrue();

        assertThat(store.adapter()
                        .intents()
                        .accept(List.of(new Entry("late", IntentType.TURN_COMMITTED, erased, "f")))
                        .getFirst()
                        .status())
                .isEqualTo(IntentStatus.SKIPPED);
        List<CommitOutcome> outcomes = store.adapter()
                .commit(List.of(
                        TestStore.intent("late", late),
                        TestStore.intent("replayed", before),
                        TestStore.intent("other", other)));
        assertThat(outcomes).extracting(CommitOutcome::suppressed).containsExactly(true, true, false);
        assertThat(outcomes).noneMatch(CommitOutcome::conflicted);
        assertThat(store.adapter().store(List.of(before)).getFirst().outcome()).isEqualTo(TurnReceipt.Outcome.CONFLICT);
        assertThat(store.adapter().putEmbeddings(MODEL, List.of(embedding(before))))
                .isZero();
        assertThatThrownBy(
                        () -> TestStore.chat(store.adapter().sessions(), new SessionRef(erased, "s"), Map.of(), null))
                .hasMessageContaining("erased");

        var report = store.adapter().intents().report("replayed", MODEL.id()).orElseThrow();
        assertThat(report.status()).isEqualTo(IntentStatus.SKIPPED);
        assertThat(report.reason()).isEqualTo("user_erased");
        assertThat(report.user()).isNull();
        assertThat(store.adapter().recent(other.session(), 5)).containsExactly(other);
        assertThat(tablesWith(CANARY)).isEmpty();

        store.adapter().erasures().readmit(erased);
        store.adapter().store(List.of(late));
        assertThat(store.adapter().recent(late.session(), 5)).containsExactly(late);
    }

    @Test
    void anErasureRacingWithTurnsInFlightLeavesNothing() throws Exception {
        UserRef erased = user(CANARY);
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 6; writer++) {
                threads.submit(() -> {
                    while (goOn.get()) {
                        int at = sent.incrementAndGet();
                        Turn turn = turn(new SessionRef(erased, "s" + at % 9), at, CANARY + " " + at);
                        store.commit("race-" + at, turn, turn(session("bystander-" + at % 3, "s"), at, "stays"));
                        if (at % 5 == 0) {
                            embedAndDeliver(store, turn);
                        }
                    }
                });
            }
            await().until(() -> sent.get() > 200);
            UUID id = UUID.randomUUID();
            store.adapter().erasures().erase(id, erased, null);
            store.adapter().erasures().complete(id);
            int atErasure = sent.get();
            await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() > atErasure + 1_000);
            goOn.set(false);
        }

        assertThat(tablesWith(CANARY)).isEmpty();
        assertThat(store.number("select count(*) from memories.sessions s where user_id = '"
                        + new UserKey("default").of(erased) + "'"))
                .isZero();
    }

    @Test
    void anErasureOfSomebodyUnknownKeepsTheirFirstTurnOut() {
        UUID id = UUID.randomUUID();
        store.adapter().erasures().erase(id, user(CANARY), null);
        store.adapter().erasures().complete(id);

        CommitOutcome outcome = store.commit("first", turn(session(CANARY, "s"), 1, "first words"));

        assertThat(outcome.suppressed()).isTrue();
        assertThat(tablesWith(CANARY)).isEmpty();
    }

    private List<String> tablesWith(String text) {
        List<String> tables = new ArrayList<>();
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement();
                Statement search = connection.createStatement();
                ResultSet names = statement.executeQuery("select relname from pg_class where relnamespace ="
                        + " 'memories'::regnamespace and relkind in ('r', 'p')")) {
            while (names.next()) {
                try (ResultSet found = search.executeQuery("select count(*) from memories." + names.getString(1)
                        + " x where x::text like '%" + text + "%'")) {
                    found.next();
                    if (found.getLong(1) > 0) {
                        tables.add(names.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tables;
    }
}
