package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.CommitOutcome;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.IntentLedger.Entry;
import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StewardshipIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("tiny", 2);
    private static final String CANARY = "canary-5f3a";

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open("stewardship_it");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void retentionRemovesExactlyWhatIsOlderThanItsTenantsWindow() {
        Retention retention = store.adapter().retention();
        storeAged("default", "kept", 5, 9);
        storeAged("default", "old", 5, 11);
        storeAged("short", "short-old", 5, 4);
        storeAged("held", "held-old", 5, 400);
        storeAged("default", "user-on-hold", 5, 400);
        store.execute("update memories.users set legal_hold = true where external_id = 'user-on-hold'");
        assertThat(retention.run(Instant.now()).removed()).isEmpty();
        retention.rule(Retention.EVERY_TENANT, 10, false);
        retention.rule("short", 3, false);
        retention.rule("held", 1, true);

        Retention.Run run = retention.run(Instant.now());

        assertThat(run.removed()).containsEntry("turns", 10L).containsEntry("sessions", 2L);
        assertThat(store.adapter().count(Range.ALL)).isEqualTo(15);
        assertThat(store.number("select count(*) from memories.turn_embeddings"))
                .isEqualTo(15);
        assertThat(retention.last().orElseThrow().finishedAt()).isEqualTo(run.finishedAt());
        assertThat(retention.run(Instant.now()).removed()).isEmpty();
        assertThat(retention.run(Instant.now().plus(Duration.ofDays(30))).removed())
                .containsEntry("turns", 5L);
    }

    @Test
    void aShiftedClockRemovesExactlyWhatItShouldInBatchesWhileTurnsComeIn() throws Exception {
        int old = SqlRetention.BATCH + 700;
        int young = 300;
        SessionRef ref = session("batches", "s");
        store.adapter()
                .store(IntStream.range(0, old + young)
                        .mapToObj(i -> turn(ref, i, i < old ? "old" : "young"))
                        .toList());
        store.execute("update memories.turns set stored_at = now() - interval '15 days' where content = 'old'");
        store.execute("update memories.turns set stored_at = now() - interval '5 days' where content = 'young'");
        store.adapter().retention().rule(Retention.EVERY_TENANT, 30, false);
        AtomicBoolean goOn = new AtomicBoolean(true);
        AtomicInteger fresh = new AtomicInteger();
        Instant shifted = Instant.now().plus(Duration.ofDays(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                while (goOn.get()) {
                    store.adapter().store(List.of(turn(ref, old + young + fresh.incrementAndGet(), "fresh")));
                }
            });
            await().until(() -> fresh.get() > 3);
            assertThat(store.adapter().retention().run(Instant.now()).removed()).isEmpty();
            assertThat(store.adapter().retention().run(shifted).removed()).isEqualTo(Map.of("turns", (long) old));
            goOn.set(false);
        }

        assertThat(store.texts("select content || ' ' || count(*) from memories.turns group by content"))
                .containsExactlyInAnyOrder("young " + young, "fresh " + fresh.get());
        assertThat(store.number("select removed from memories.housekeeping where job = 'retention'"))
                .isEqualTo(old);
    }

    @Test
    void intentsThatBelongToNobodyGoWithTheCommonWindowUnlessAHoldLiesOnEverybody() {
        Turn turn = turn(session("erased", "s"), 1, "x");
        store.adapter().erasures().erase(UUID.randomUUID(), turn.user(), null);
        assertThat(store.commit("replayed", turn).suppressed()).isTrue();
        store.execute("insert into memories.intents (intent_id, type, user_id, tenant_id, external_id, status)"
                + " values ('before-its-user', 'onTurnCommitted', gen_random_uuid(), 'short', 'unmet', 'ACCEPTED')");
        store.execute("update memories.intents set updated_at = now() - interval '20 days'");
        store.commit("young", turn);
        Retention retention = store.adapter().retention();
        retention.rule("short", 15, false);
        retention.rule(Retention.EVERY_TENANT, 10, true);
        assertThat(retention.run(Instant.now()).removed()).isEmpty();

        retention.rule(Retention.EVERY_TENANT, 30, false);
        assertThat(retention.run(Instant.now()).removed()).isEqualTo(Map.of("intents", 1L));
        retention.rule(Retention.EVERY_TENANT, 10, false);
        assertThat(retention.run(Instant.now()).removed()).isEqualTo(Map.of("intents", 1L));

        assertThat(store.texts("select intent_id from memories.intents")).containsExactly("young");
    }

    @Test
    void aRunThatIsBrokenOffGoesOnWhereItWas() {
        int many = SqlRetention.BATCH + 10;
        SessionRef ref = session("resumed", "s");
        store.adapter()
                .store(IntStream.range(0, many)
                        .mapToObj(i -> turn(ref, i, "old"))
                        .toList());
        store.execute("update memories.turns set stored_at = now() - interval '40 days'");
        store.adapter().retention().days(30);

        // One batch is what a run that died after it has done.
        assertThat(store.number("select turns from memories.retain_some(now(), " + SqlRetention.BATCH + ")"))
                .isEqualTo(SqlRetention.BATCH);
        assertThat(store.adapter().retention().run(Instant.now()).removed()).containsEntry("turns", 10L);
    }

    @Test
    void ofSeveralThatAskForAJobOneGetsItUntilItsTimeComesAgain() {
        Retention retention = store.adapter().retention();

        assertThat(retention.claim(Retention.SESSIONS, Duration.ofMinutes(5))).isTrue();
        assertThat(retention.claim(Retention.SESSIONS, Duration.ofMinutes(5))).isFalse();
        assertThat(retention.claim("another", Duration.ofMinutes(5))).isTrue();
        retention.finish(Retention.SESSIONS, 7);
        assertThat(retention.runs())
                .filteredOn(run -> run.job().equals(Retention.SESSIONS))
                .singleElement()
                .satisfies(run -> assertThat(run.removed()).containsEntry("all", 7L));
        assertThat(retention.claim(Retention.SESSIONS, Duration.ZERO)).isTrue();
    }

    @Test
    void aHoldOnOneUserOrTenantIsKnownAndTheCommonDaysLeaveItAlone() {
        Retention retention = store.adapter().retention();
        store.adapter().store(List.of(turn(session("held", "s"), 1, "x")));

        assertThat(retention.hold(user("held"), true)).isTrue();
        assertThat(retention.hold(user("unknown"), true)).isFalse();
        assertThat(retention.held(user("held"))).isTrue();
        assertThat(retention.held(user("free"))).isFalse();
        retention.rule(Retention.EVERY_TENANT, 10, true);
        retention.days(20);

        assertThat(retention.held(user("free"))).isTrue();
        assertThat(retention.rules()).containsExactly(new Retention.Rule(Retention.EVERY_TENANT, 20, true));
    }

    @Test
    void sessionsAndValuesOfNodesThatAreOverAreKeptWhileAHoldLiesOnTheirUserOrTenant() {
        NodeRef node = new NodeRef(user("held"), "n");
        SessionRef session = new SessionRef(user("held"), "s");
        store.adapter().sessions().put(session, Map.of("said", "evidence"), Duration.ofMillis(1), null);
        store.adapter().nodes().put(node, NodeDraft.of("k", new KeyValue("evidence")));
        store.execute("update memories.node_key_values set expires_at = now() - interval '1 day';"
                + "update memories.sessions set expires_at = now() - interval '1 day'");
        Retention retention = store.adapter().retention();
        retention.hold(node.user(), true);

        assertThat(store.adapter().sessions().sweep(10)).isZero();
        assertThat(store.adapter().nodes().sweep(10)).isZero();
        retention.hold(node.user(), false);
        retention.rule("default", null, true);
        assertThat(store.adapter().sessions().sweep(10)).isZero();
        assertThat(store.adapter().nodes().sweep(10)).isZero();
        assertThat(store.text("select data ->> 'said' from memories.sessions")).isEqualTo("evidence");

        retention.rule("default", null, false);
        assertThat(store.adapter().sessions().sweep(10)).isOne();
        assertThat(store.adapter().nodes().sweep(10)).isOne();
    }

    @Test
    void aHoldGoesWithTheExportAndIsNotLiftedByAnother() {
        UserRef held = user("held");
        store.adapter().store(List.of(turn(new SessionRef(held, "s"), 1, "evidence")));
        List<String> free = export(held);
        store.adapter().retention().hold(held, true);
        List<String> underHold = export(held);
        store.adapter().forget(new io.memoryorchestrator.api.spi.ForgetScope.OfUser(held));

        store.adapter().archive().restore(held, underHold.stream());
        assertThat(store.adapter().retention().held(held)).isTrue();
        store.adapter().archive().restore(held, free.stream());
        assertThat(store.adapter().retention().held(held)).isTrue();
        assertThat(export(held)).isEqualTo(underHold);
    }

    @Test
    void anErasedUserDoesNotComeBackByReplayOrLateTurns() {
        UserRef erased = user(CANARY);
        Turn before = turn(new SessionRef(erased, "s"), 1, "before");
        Turn late = turn(new SessionRef(erased, "s2"), 2, "late " + CANARY);
        Turn other = turn(session("other", "s"), 1, "of another");
        store.adapter().intents().accept(List.of(new Entry("before", IntentType.TURN_COMMITTED, erased, "f")));
        store.commit("before", before);
        embedAndDeliver(before);
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
        assertThatThrownBy(() -> store.adapter().sessions().put(new SessionRef(erased, "s"), Map.of(), null, null))
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
                            embedAndDeliver(turn);
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
        turns.subList(0, 3).forEach(this::embedAndDeliver);
        store.adapter().sessions().put(ref, Map.of("n", 0.1), Duration.ofHours(1), null);
        List<String> first = export(ref.user());
        store.adapter().forget(new io.memoryorchestrator.api.spi.ForgetScope.OfUser(ref.user()));

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

    private void storeAged(String tenant, String user, int turns, int days) {
        SessionRef session = SessionRef.of(tenant, user, "s");
        List<Turn> stored = IntStream.range(0, turns)
                .mapToObj(i -> turn(session, i, "aged"))
                .toList();
        store.adapter().store(stored);
        stored.forEach(turn -> store.adapter().putEmbeddings(MODEL, List.of(embedding(turn))));
        for (String column : List.of("turns.stored_at", "sessions.created_at", "sessions.updated_at")) {
            String[] place = column.split("\\.");
            store.execute("update memories." + place[0] + " set " + place[1] + " = now() - interval '" + days
                    + " days' where user_id = '" + new UserKey("default").of(session.user()) + "'");
        }
    }

    private void embedAndDeliver(Turn turn) {
        store.adapter().putEmbeddings(MODEL, List.of(embedding(turn)));
        store.adapter()
                .deliveries()
                .record("mem0", List.of(new Delivery(TurnKey.of(turn), Delivery.State.DELIVERED, "ref", null)));
    }

    private static TurnEmbedding embedding(Turn turn) {
        return new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0});
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
