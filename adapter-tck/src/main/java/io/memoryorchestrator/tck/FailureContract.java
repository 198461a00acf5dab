package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.tck.backend.NobodyListening;
import io.memoryorchestrator.tck.backend.SilentServer;
import io.memoryorchestrator.tck.fixture.Turns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A backend that is gone, mute, busy or unwilling: said in the right word, in time, and without secrets. */
public interface FailureContract extends Conformance {

    @Test
    default void checkTellsWithinASecondThatNobodyListens() {
        try (MemoryAdapter adapter = at(NobodyListening.address())) {
            assertDown(adapter);
        }
    }

    @Test
    default void checkTellsWithinASecondThatTheBackendIsMute() {
        try (SilentServer server = SilentServer.start();
                MemoryAdapter adapter = at(server.address())) {
            assertDown(adapter);
        }
    }

    @Test
    default void storingFailsAsUnavailableWhereNobodyListens(Subject subject) {
        try (MemoryAdapter adapter = at(NobodyListening.address())) {
            Turn turn = Turns.at(subject.scope().session(), 1);
            assertFailsAs(FailureKind.UNAVAILABLE, adapter, () -> adapter.store(List.of(turn)));
        }
    }

    @Test
    default void forgettingFailsAsUnavailableWhereNobodyListens(Subject subject) {
        try (MemoryAdapter adapter = at(NobodyListening.address())) {
            ForgetScope scope = new ForgetScope.OfUser(subject.scope().user());
            assertFailsAs(FailureKind.UNAVAILABLE, adapter, () -> adapter.forget(scope));
        }
    }

    /** An empty answer would mean that there is nothing. Only an adapter that is not permanent may say that it does not know. */
    @Test
    default void readingFailsAsUnavailableWhereNobodyListens(Subject subject) {
        subject.needsPermanence();
        Turn turn = Turns.at(subject.scope().session(), 1);
        try (MemoryAdapter adapter = at(NobodyListening.address())) {
            assertFailsAs(
                    FailureKind.UNAVAILABLE, adapter, () -> Sight.of(adapter).copies(turn));
        }
    }

    @Test
    default void anInterruptEndsACallToAMuteBackend(Subject subject) throws Exception {
        try (SilentServer server = SilentServer.start();
                MemoryAdapter adapter = at(server.address())) {
            Turn turn = Turns.at(subject.scope().session(), 1);
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Thread caller = Thread.ofVirtual().start(() -> ended.set(failureOf(() -> adapter.store(List.of(turn)))));
            assertThat(server.awaitConnection(speed().patience()))
                    .as("the call reached the backend")
                    .isTrue();
            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(1).plus(speed().checkSlack())))
                    .as("the call ended soon after the interrupt")
                    .isTrue();
            assertThat(ended.get()).isInstanceOf(AdapterException.class);
        }
    }

    @Test
    default void anOverloadedBackendIsCalledOverloaded(Subject subject) {
        assertStoringFailsAs(FailureKind.OVERLOADED, subject);
    }

    @Test
    default void aRefusingBackendIsCalledRejected(Subject subject) {
        assertStoringFailsAs(FailureKind.REJECTED, subject);
    }

    @Test
    default void secretsAreShownNowhere(Subject subject) {
        Turn turn = Turns.at(subject.scope().session(), 1);
        List<String> shown = new ArrayList<>();
        shown.add(subject.adapter().toString());
        shown.add(subject.adapter().check().detail());
        List<MemoryAdapter> failing = new ArrayList<>();
        makeAt(NobodyListening.address()).ifPresent(failing::add);
        for (FailureKind kind : FailureKind.values()) {
            makeFailing(kind).ifPresent(failing::add);
        }
        for (MemoryAdapter adapter : failing) {
            shown.add(adapter.toString());
            shown.add(textOf(failureOf(() -> shown.add(adapter.check().toString()))));
            shown.add(textOf(failureOf(() -> adapter.store(List.of(turn)))));
            shown.add(textOf(failureOf(() -> adapter.forget(new ForgetScope.OfUser(turn.user())))));
            adapter.close();
        }

        assertThat(shown).allSatisfy(text -> assertThat(secrets()).noneMatch(text::contains));
    }

    private MemoryAdapter at(InetSocketAddress address) {
        return makeAt(address).orElseThrow(() -> new NotOffered("The adapter has no backend"));
    }

    private void assertDown(MemoryAdapter adapter) {
        Duration limit = Duration.ofSeconds(1).plus(speed().checkSlack());
        TimedCheck check = TimedCheck.within(limit, adapter);
        AdapterHealth health = check.health();

        assertThat(health.state()).isNotEqualTo(AdapterHealth.State.UP);
        if (adapter.descriptor().permanent()) {
            assertThat(health.state()).isEqualTo(AdapterHealth.State.DOWN);
        }
        assertThat(health.detail()).isNotBlank().doesNotContain("\n");
        assertThat(check.took()).isLessThan(limit);
    }

    private void assertStoringFailsAs(FailureKind kind, Subject subject) {
        Optional<MemoryAdapter> made = makeFailing(kind);
        try (MemoryAdapter adapter = made.orElseThrow(() -> new NotOffered("No backend can be made to fail so"))) {
            Turn turn = Turns.at(subject.scope().session(), 1);
            assertFailsAs(kind, adapter, () -> adapter.store(List.of(turn)));
        }
    }

    private static void assertFailsAs(FailureKind kind, MemoryAdapter adapter, Runnable call) {
        assertThat(failureOf(call)).isInstanceOfSatisfying(AdapterException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.adapter()).isEqualTo(adapter.descriptor().name());
            assertThat(failure.getMessage()).isNotBlank();
        });
    }

    private static @Nullable Throwable failureOf(Runnable call) {
        try {
            call.run();
            return null;
        } catch (RuntimeException failure) {
            return failure;
        }
    }

    private static String textOf(@Nullable Throwable failure) {
        StringWriter text = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
