package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterruptedCallerIT {
    private static final String POOL =
            " from pg_stat_activity where usename = 'memory_app' and datname = current_database()";

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open("interrupted_caller_it");
        store.adapter().store(List.of(turn(session("ann", "s"), 1, "hello")));
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        store.close();
    }

    @Test
    void whoeverIsInterruptedLeavesThePoolsConnectionsToTheOthers() {
        // Only a connection that has been idle for half a second is looked at before it is handed out.
        await().until(() -> store.text("select count(*)" + POOL + " and state_change > now() - interval '600 ms'")
                .equals("0"));
        List<String> before = store.texts("select pid" + POOL + " order by 1");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.adapter().recent(session("ann", "s"), 1))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED));
        assertThat(Thread.interrupted()).isTrue();

        assertThat(store.texts("select pid" + POOL + " order by 1"))
                .isNotEmpty()
                .containsAll(before);
        assertThat(store.adapter().recent(session("ann", "s"), 1)).hasSize(1);
    }
}
