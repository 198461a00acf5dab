package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Removed vectors leave approximate indexes too. */
class IndexCleaningIT {
    private static final EmbeddingModelRef MODEL = new EmbeddingModelRef("tiny", 2);

    private static TestStore store;
    private static Erasures erasures;

    @BeforeAll
    static void open() {
        store = TestStore.open("index_cleaning_it");
        erasures = store.adapter().erasures();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void vectorsLeaveTheIndexOfTheirPartitionWithTheErasureAndOtherIndexesAreLeftAlone() {
        UserRef owner = user("indexed");
        assertThat(erasures.cleanIndexes(owner)).isEmpty();
        String partition = embedded(owner);
        String other = partition.endsWith("p00") ? "memories.turn_embeddings_p01" : "memories.turn_embeddings_p00";
        index("probe", partition);
        index("other_probe", other);
        try {
            erasures.erase(UUID.randomUUID(), owner, null);

            assertThat(erasures.cleanIndexes(owner)).containsExactly(partition);
        } finally {
            store.execute("drop index memories.probe; drop index memories.other_probe");
        }
    }

    @Test
    void cleaningAnIndexHasNoTimeLimit() throws Exception {
        UserRef owner = user("patient");
        String partition = embedded(owner);
        index("probe", partition);
        store.execute("alter database index_cleaning_it set statement_timeout = '500ms'");
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + partition + " in share update exclusive mode");
            Future<List<String>> cleaned = threads.submit(() -> erasures.cleanIndexes(owner));
            // The time limit holds for the looks as well.
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> cleaned.isDone()
                            || store.number(
                                            "select count(*) from pg_stat_activity where query like 'vacuum (index_cleanup%'"
                                                    + " and datname = 'index_cleaning_it' and state = 'active'"
                                                    + " and now() - query_start > interval '700 ms'")
                                    > 0);
            connection.rollback();

            assertThat(cleaned.get()).containsExactly(partition);
        } finally {
            store.execute("alter database index_cleaning_it reset statement_timeout; drop index memories.probe");
        }
    }

    /** The partition where the vectors are. */
    private static String embedded(UserRef owner) {
        List<Turn> turns = IntStream.range(0, 50)
                .mapToObj(i -> turn(new SessionRef(owner, "s"), i, "v" + i))
                .toList();
        store.adapter().store(turns);
        store.adapter()
                .putEmbeddings(
                        MODEL,
                        turns.stream()
                                .map(turn -> new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0}))
                                .toList());
        return store.text("select distinct tableoid::regclass from memories.turn_embeddings where user_id = '"
                + key(owner) + "'");
    }

    private static void index(String name, String partition) {
        store.execute("create index " + name + " on " + partition
                + " using hnsw ((embedding::extensions.halfvec(2)) extensions.halfvec_ip_ops)");
    }

    private static UUID key(UserRef user) {
        return new UserKey("default").of(user);
    }
}
