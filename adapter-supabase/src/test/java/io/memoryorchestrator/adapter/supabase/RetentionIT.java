package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.Enriched.MODEL;
import static io.memoryorchestrator.adapter.supabase.Enriched.embedding;
import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.KeyValue;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes old goes, in batches, and what is on hold stays. */
class RetentionIT {
    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open("retention_it");
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
            try {
                await().until(() -> fresh.get() > 3);
                assertThat(store.adapter().retention().run(Instant.now()).removed())
                        .isEmpty();
                assertThat(store.adapter().retention().run(shifted).removed()).isEqualTo(Map.of("turns", (long) old));
            } finally {
                goOn.set(false);
            }
        }

        assertThat(store.texts("select content || ' ' || count(*) from memories.turns group by content"))
                .containsExactlyInAnyOrder("young " + young, "fresh " + fresh.get());
        assertThat(store.number("select removed from memories.housekeeping where job = 'retention'"))
                .isEqualTo(old);
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
        retention.rule(Retention.EVERY_TENANT, null, true);
        retention.days(20);

        assertThat(retention.held(user("free"))).isTrue();
        assertThat(retention.rules()).containsExactly(new Retention.Rule(Retention.EVERY_TENANT, 20, true));
    }

    @Test
    void valuesMadeOfConversationShareTheWindowOfTurnsAndWhatWasNotedOnPurposeStays() {
        NodeStore nodes = store.adapter().nodes();
        List<String> users = List.of("old", "young", "held");
        users.forEach(user -> OneOfEachNode.keep(nodes, new NodeRef(user(user), "n")));
        for (NodeTable table : NodeTable.childrenFirst()) {
            store.execute("update " + table.table() + " set updated_at = now() - interval '11 days' where user_id <> '"
                    + new UserKey("default").of(user("young")) + "'");
        }
        Retention retention = store.adapter().retention();
        retention.hold(user("held"), true);
        assertThat(retention.run(Instant.now()).removed()).isEmpty();
        retention.days(10);

        assertThat(retention.run(Instant.now()).removed()).isEqualTo(Map.of("nodes", 4L));

        Set<NodeKind> all = EnumSet.allOf(NodeKind.class);
        assertThat(kinds(user("young"))).isEqualTo(all);
        assertThat(kinds(user("held"))).isEqualTo(all);
        all.removeAll(Set.of(NodeKind.MESSAGE, NodeKind.SUMMARY, NodeKind.VECTOR, NodeKind.EPISODE));
        assertThat(kinds(user("old"))).isEqualTo(all);
        retention.hold(user("held"), false);
        assertThat(store.number("select memories.retention_tick(100)")).isEqualTo(4);
        assertThat(kinds(user("held"))).isEqualTo(all);
    }

    private Set<NodeKind> kinds(UserRef user) {
        Set<NodeKind> kinds = EnumSet.noneOf(NodeKind.class);
        store.adapter().nodes().export(user, entry -> kinds.add(entry.value().kind()));
        return kinds;
    }

    @Test
    void theDaysThatAnOperatorSetsForEverybodyCountUntilTheyAreTakenBack() {
        Retention retention = store.adapter().retention();
        retention.days(180);

        retention.rule(Retention.EVERY_TENANT, 30, false);
        retention.days(90);
        assertThat(retention.rules()).containsExactly(new Retention.Rule(Retention.EVERY_TENANT, 30, false));

        retention.rule(Retention.EVERY_TENANT, null, true);
        assertThat(retention.rules()).containsExactly(new Retention.Rule(Retention.EVERY_TENANT, 90, true));

        retention.days(null);
        assertThat(retention.rules()).containsExactly(new Retention.Rule(Retention.EVERY_TENANT, null, true));
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
    void sessionsAndValuesOfNodesThatAreOverAreKeptWhileAHoldLiesOnTheirUserOrTenant() {
        NodeRef node = new NodeRef(user("held"), "n");
        SessionRef session = new SessionRef(user("held"), "s");
        TestStore.chat(store.adapter().sessions(), session, Map.of("said", "evidence"), Duration.ofMillis(1));
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
}
