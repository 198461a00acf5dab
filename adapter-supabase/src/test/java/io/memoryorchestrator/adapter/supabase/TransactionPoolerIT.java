package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.spi.AdapterHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All callers share one server connection, which PgBouncer hands from one to the next after each transaction. */
class TransactionPoolerIT {

    @Test
    void usersAlternatingOnOneServerConnectionSeeOnlyTheirOwn() throws Exception {
        try (TestStore direct = TestStore.open("transaction_pooler");
                Pooler pooler = Pooler.before(direct.url());
                SupabaseAdapter adapter =
                        new SupabaseAdapter(SupabaseSettings.of(pooler.url().withPassword())
                                .behindTransactionPooler(direct.url().withPassword()))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> adapter.check().state() != State.DOWN);
            adapter.prepare();
            List<Turn> turns = IntStream.range(0, 8)
                    .mapToObj(i -> turn(session("pooled-" + i, "s"), 1, "the secret turnip of " + i))
                    .toList();
            adapter.store(turns);
            List<Callable<Boolean>> users = new ArrayList<>();
            turns.forEach(own -> users.add(() -> {
                for (int round = 0; round < 25; round++) {
                    assertThat(adapter.recent(own.session(), 5)).containsExactly(own);
                    assertThat(adapter.byWords(own.user(), "turnip", TurnFilter.NONE, 5))
                            .extracting(Hit::turn)
                            .containsExactly(own);
                    TestStore.chat(adapter.sessions(), own.session(), Map.of("round", round), null);
                }
                return true;
            }));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> user : threads.invokeAll(users)) {
                    assertThat(user.get()).isTrue();
                }
            }
        }
    }
}
