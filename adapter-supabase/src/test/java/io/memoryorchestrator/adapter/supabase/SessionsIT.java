package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.SessionStore;
import io.memoryorchestrator.api.canonical.SessionStore.Change;
import io.memoryorchestrator.api.canonical.SessionStore.Changed;
import io.memoryorchestrator.api.canonical.SessionStore.Expiry;
import io.memoryorchestrator.api.canonical.SessionStore.Opening;
import io.memoryorchestrator.api.canonical.SessionStore.Place;
import io.memoryorchestrator.api.canonical.SessionStore.Session;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionsIT {
    private static TestStore store;
    private static SessionStore sessions;

    @BeforeAll
    static void open() {
        store = TestStore.open("sessions_it");
        sessions = store.adapter().sessions();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void fiftyCallersAtOnceGetOneSession() throws Exception {
        List<Callable<Session>> callers = IntStream.range(0, 50)
                .<Callable<Session>>mapToObj(i -> () -> sessions.open(opening("fifty", "thread", false)))
                .toList();
        Set<SessionRef> got = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Session> caller : threads.invokeAll(callers)) {
                got.add(caller.get().session());
            }
        }

        assertThat(got).hasSize(1);
        assertThat(sessions.list(user("fifty"), 10)).hasSize(1);
    }

    @Test
    void aSessionIsTakenAgainOnlyForTheSameUserThreadAndKind() {
        Session first = sessions.open(opening("again", "thread", false));

        assertThat(sessions.open(opening("again", "thread", false)).session()).isEqualTo(first.session());
        assertThat(sessions.open(opening("again", "other", false)).session()).isNotEqualTo(first.session());
        assertThat(sessions.open(opening("again", null, false)).session()).isNotEqualTo(first.session());
        assertThat(sessions.open(new Opening(user("again"), "voice", "thread", null, Map.of(), false))
                        .session())
                .isNotEqualTo(first.session());
        Session fresh = sessions.open(opening("again", "thread", true));
        assertThat(fresh.session()).isNotEqualTo(first.session());
        assertThat(sessions.open(opening("again", "thread", false)).session()).isEqualTo(fresh.session());
    }

    @Test
    void dataIsKeptReplacedAndGuardedByItsVersion() {
        SessionRef ref = session("data", "s");
        Session made = TestStore.chat(sessions, ref, Map.of("step", 1), Duration.ofHours(1), null);
        assertThat(made.data()).containsEntry("step", 1);
        assertThat(made.expiresAt()).isAfter(made.createdAt());

        Session changed = TestStore.chat(sessions, ref, Map.of("step", 2), null, made.version());

        assertThat(changed.expiresAt()).isNull();
        assertThat(sessions.show(ref)).contains(changed);
        assertThatThrownBy(() -> TestStore.chat(sessions, ref, Map.of("step", 3), null, made.version()))
                .isInstanceOf(AdapterException.class)
                .hasMessageContaining("changed since version 1");
        assertThat(sessions.show(ref).orElseThrow().data()).containsEntry("step", 2);
        assertThat(sessions.show(session("somebody else", "s"))).isEmpty();
    }

    @Test
    void aSessionOfAGivenIdHasTheKindAndThreadItWasMadeWithAndKeepsThem() {
        Opening call = new Opening(user("given"), "voice", "thread", null, Map.of("step", 1), false);

        Session made = sessions.put("mine", call, null);

        assertThat(made.kind()).isEqualTo("voice");
        assertThat(made.threadId()).isEqualTo("thread");
        assertThat(sessions.open(call).session()).isEqualTo(made.session());
        Session replaced = TestStore.chat(sessions, made.session(), Map.of("step", 2), null, null);
        assertThat(replaced.data()).containsEntry("step", 2);
        assertThat(replaced.kind()).isEqualTo("voice");
        assertThat(replaced.threadId()).isEqualTo("thread");
    }

    @Test
    void aChangeLeavesWhatItDoesNotNameAndMeetsItsVersion() {
        SessionRef ref = session("change", "s");
        Session made = TestStore.chat(sessions, ref, Map.of("step", 1), Duration.ofHours(1), null);

        Changed first = sessions.change(ref, new Change(Map.of("step", 2), new Expiry.Kept(), made.version()));
        Changed stale = sessions.change(ref, new Change(Map.of("step", 3), new Expiry.Kept(), made.version()));
        Changed endless = sessions.change(ref, new Change(null, new Expiry.Never(), null));

        assertThat(first).isInstanceOfSatisfying(Changed.Done.class, done -> {
            assertThat(done.session().data()).containsEntry("step", 2);
            assertThat(done.session().expiresAt()).isEqualTo(made.expiresAt());
        });
        assertThat(stale).isEqualTo(new Changed.Stale(2));
        assertThat(endless).isInstanceOfSatisfying(Changed.Done.class, done -> {
            assertThat(done.session().data()).containsEntry("step", 2);
            assertThat(done.session().expiresAt()).isNull();
        });
        assertThat(sessions.change(session("change", "none"), new Change(Map.of(), new Expiry.Kept(), null)))
                .isEqualTo(new Changed.Absent());
    }

    @Test
    void ofFiftyChangesOfOneVersionOneIsMade() throws Exception {
        SessionRef ref = session("contended", "s");
        TestStore.chat(sessions, ref, Map.of(), null, null);
        List<Callable<Changed>> callers = IntStream.range(0, 50)
                .<Callable<Changed>>mapToObj(i ->
                        () -> sessions.change(ref, new Change(Map.of("by", i), new Expiry.Kept(), 1L)))
                .toList();
        int done = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Changed> caller : threads.invokeAll(callers)) {
                done += caller.get() instanceof Changed.Done ? 1 : 0;
            }
        }

        assertThat(done).isOne();
        assertThat(sessions.show(ref).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void sessionsAreListedPageByPage() {
        for (int i = 0; i < 7; i++) {
            TestStore.chat(sessions, session("pages", "s" + i), Map.of(), null, null);
        }
        List<Session> all = sessions.list(user("pages"), 100);
        Session third = all.get(2);

        List<Session> next = sessions.list(
                user("pages"), new Place(third.updatedAt(), third.session().sessionId()), 3);

        assertThat(next).isEqualTo(all.subList(3, 6));
    }

    @Test
    void aSessionIsOverWhenItsTimeIsUpAndItsTurnsStay() {
        SessionRef talked = session("over", "talked");
        SessionRef silent = session("over", "silent");
        store.adapter().store(List.of(turn(talked, 1, "said in it")));
        TestStore.chat(sessions, talked, Map.of("secret", "x"), Duration.ofMillis(1), null);
        TestStore.chat(sessions, silent, Map.of("secret", "y"), Duration.ofMillis(1), null);
        await().until(() ->
                sessions.show(talked).isEmpty() && sessions.show(silent).isEmpty());

        assertThat(sessions.list(user("over"), 10)).isEmpty();
        long ended = 0;
        for (long more = sessions.sweep(1); more > 0; more = sessions.sweep(1)) {
            ended += more;
        }

        assertThat(ended).isGreaterThanOrEqualTo(2);
        assertThat(store.adapter().recent(talked, 5)).hasSize(1);
        assertThat(store.number("select count(*) from memories.sessions where data::text like '%secret%'"))
                .isZero();
        assertThat(sessions.show(talked)).isEmpty();
        assertThat(TestStore.chat(sessions, talked, Map.of(), null, null).data())
                .isEmpty();
        assertThat(sessions.show(talked)).isPresent();
    }

    @Test
    void forgettingASessionTakesItsData() {
        SessionRef ref = session("forgotten", "s");
        TestStore.chat(sessions, ref, Map.of("a", 1), null, null);

        store.adapter().forget(new ForgetScope.OfSession(ref));

        assertThat(sessions.show(ref)).isEmpty();
    }

    private static Opening opening(String user, @Nullable String thread, boolean fresh) {
        return new Opening(user(user), "chat", thread, Duration.ofMinutes(30), Map.of("made", true), fresh);
    }
}
