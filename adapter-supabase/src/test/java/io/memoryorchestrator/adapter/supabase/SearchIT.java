package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchIT {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("search_it");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void aStoredTurnIsFoundByItsWordsAtOnceAndRareWordsWeighMore() {
        SessionRef session = session("words", "s");
        Turn common = turn(session, 1, "we talked about the weather and about the weather again");
        Turn rare = turn(session, 2, "the weather station has an anemometer");
        Turn other = turn(session, 3, "nothing to do with it");
        store.adapter().store(List.of(common, rare, other));

        assertThat(found("words", "What is an anemometer, given the weather?")).containsExactly(rare, common);
    }

    @Test
    void wordsAreFoundByTheirStemInEnglishAndRussianAndAsWrittenElsewhere() {
        SessionRef session = session("stems", "s");
        Turn english = turn(session, 1, "She was running through the mountains");
        Turn russian = turn(session, 2, "Мы обсуждали встречи в горах");
        Turn german = turn(session, 3, "Über die Straße gehört das Frühstück");
        store.adapter().store(List.of(english, russian, german));

        assertThat(found("stems", "mountain run")).containsExactly(english);
        assertThat(found("stems", "встреча")).containsExactly(russian);
        assertThat(found("stems", "FRÜHSTÜCK")).containsExactly(german);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "the and of", "?!…", "\u0000", "' & | ! <-> :* \\", "\uD83D\uDE00"})
    void aQueryWithoutSearchableWordsFindsNothing(String query) {
        store.adapter().store(List.of(turn(session("nothing", "s"), 1, "the and of it")));

        assertThat(found("nothing", query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's o'clock", "a\\b'c\"d", "user@example.org", "turnip:* & !turnip", "C:\\dir\\file's"})
    void operatorsAndQuotesInAQueryAreOnlyText(String query) {
        Turn turn = turn(session("operators", "s" + query.hashCode()), 1, query + " turnip");
        store.adapter().store(List.of(turn));

        assertThat(found("operators", query + " turnip")).contains(turn);
    }

    @Test
    void equalScoresComeNewestFirst() {
        SessionRef session = session("ties", "s");
        List<Turn> turns = Stream.of(1L, 2L, 3L, 4L)
                .map(at -> new Turn(
                        UUID.randomUUID(),
                        session,
                        at,
                        Role.USER,
                        "the very same words",
                        TestStore.NOON.plusSeconds(at),
                        TurnLabels.NONE,
                        Map.of(),
                        0.5,
                        null))
                .toList();
        store.adapter().store(turns);

        assertThat(found("ties", "same words")).containsExactlyElementsOf(turns.reversed());
        assertThat(store.adapter().byWords(user("ties"), "same words", TurnFilter.NONE, 2))
                .extracting(Hit::turn)
                .containsExactly(turns.get(3), turns.get(2));
    }

    static Stream<TurnFilter> filtersForTheSecondOnly() {
        return Stream.of(
                new TurnFilter("s2", null, null, null, Set.of(), null, null),
                new TurnFilter(null, "t2", null, null, Set.of(), null, null),
                new TurnFilter(null, null, "a2", null, Set.of(), null, null),
                new TurnFilter(null, null, null, "n2", Set.of(), null, null),
                new TurnFilter(null, null, null, null, Set.of(Role.ASSISTANT, Role.TOOL), null, null),
                new TurnFilter(null, null, null, null, Set.of(), TestStore.NOON.plusSeconds(2), null),
                TurnFilter.NONE.ofTypes(Set.of("type2", "other")),
                new TurnFilter(
                        "s2",
                        "t2",
                        "a2",
                        "n2",
                        Set.of(Role.ASSISTANT),
                        TestStore.NOON.plusSeconds(2),
                        TestStore.NOON.plusSeconds(3)));
    }

    @ParameterizedTest
    @MethodSource("filtersForTheSecondOnly")
    void aFilterNarrowsBothSearches(TurnFilter filter) {
        EmbeddingModelRef model = new EmbeddingModelRef("filter", 2);
        Turn first = labelled(1, Role.USER);
        Turn second = labelled(2, Role.ASSISTANT);
        store.adapter().store(List.of(first, second));
        store.adapter()
                .putEmbeddings(
                        model,
                        List.of(
                                new TurnEmbedding(TurnKey.of(first), new float[] {1, 0}),
                                new TurnEmbedding(TurnKey.of(second), new float[] {0, 1})));

        assertThat(store.adapter().byWords(user("filtered"), "filtered turn", filter, 10))
                .extracting(Hit::turn)
                .containsExactly(second);
        assertThat(store.adapter().nearest(user("filtered"), model, new float[] {1, 0}, filter, 10, null))
                .extracting(Hit::turn)
                .containsExactly(second);
    }

    @Test
    void theNearestTurnsAreExactlyTheNearest() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        EmbeddingModelRef model = new EmbeddingModelRef("exact", 64);
        UserRef user = user("exact");
        List<Turn> turns = new ArrayList<>();
        List<TurnEmbedding> embeddings = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Turn turn = turn(session("exact", "s" + i % 5), i, "turn " + i);
            turns.add(turn);
            embeddings.add(new TurnEmbedding(TurnKey.of(turn), random(random, 64)));
        }
        store.adapter().store(turns);
        assertThat(store.adapter().putEmbeddings(model, embeddings)).isEqualTo(600);
        float[] query = random(random, 64);

        List<Hit> hits = store.adapter().nearest(user, model, query, TurnFilter.NONE, 20, 100);

        List<Double> best = embeddings.stream()
                .map(embedding -> cosine(embedding.vector(), query))
                .sorted(Comparator.reverseOrder())
                .limit(20)
                .toList();
        assertThat(hits).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(hits.get(i).score()).isCloseTo(best.get(i), within(0.001));
        }
        assertThat(store.adapter().nearest(user, model, query, TurnFilter.NONE, 1_000, null))
                .hasSize(600);
    }

    @Test
    void theSqlFunctionAnswersForTheUserInTheClaimsOnly() throws SQLException {
        EmbeddingModelRef model = new EmbeddingModelRef("sql-function", 2);
        Turn near = turn(session("sql-a", "s1"), 1, "near");
        Turn far = turn(session("sql-a", "s2"), 2, "far");
        Turn other = turn(session("sql-b", "s1"), 1, "of another");
        store.adapter().store(List.of(near, far, other));
        store.adapter()
                .putEmbeddings(model, List.of(embedding(near, 9, 1), embedding(far, 1, 9), embedding(other, 1, 0)));

        String all = "select content, similarity from memories.match_turn_embeddings('[3,0]', 'sql-function')";
        assertThat(matches("sql-a", all)).containsExactly("near", "far");
        assertThat(matches("sql-b", all)).containsExactly("of another");
        assertThat(matches("sql-nobody", all)).isEmpty();
        assertThat(matches(
                        "sql-a",
                        "select content from memories.match_turn_embeddings('[3,0]', 'sql-function',"
                                + " match_count => 5, in_session => 's2', ef_search_override => 100)"))
                .containsExactly("far");
        assertThat(matches(
                        "sql-a",
                        "select content from memories.match_turn_embeddings('[3,0]', 'sql-function',"
                                + " min_similarity => 0.9)"))
                .containsExactly("near");
        for (String wrong : List.of(
                "'[1,2,3]', 'sql-function'",
                "'[1,2]', 'sql-function', 0",
                "'[1,2]', 'sql-function', " + "ef_search_override => 1001")) {
            assertThatThrownBy(
                            () -> matches("sql-a", "select content from memories.match_turn_embeddings(" + wrong + ")"))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .asString()
                    .startsWith("22");
        }
    }

    private static List<String> matches(String user, String sql) throws SQLException {
        Caller caller = Caller.user(new UserKey("default").of(user(user)));
        List<String> contents = new ArrayList<>();
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = extensions; select set_config('role', 'authenticated', true),"
                    + " set_config('request.jwt.claims', '" + caller.claims() + "', true)");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    contents.add(rows.getString(1));
                }
            }
        }
        return contents;
    }

    @Test
    void vectorsOfTwoModelsLiveSideBySideAndASecondReplacesTheFirst() {
        EmbeddingModelRef small = new EmbeddingModelRef("side-small", 2);
        EmbeddingModelRef large = new EmbeddingModelRef("side-large", 4_000);
        Turn turn = turn(session("side", "s"), 1, "has two vectors");
        store.adapter().store(List.of(turn));
        float[] long1 = new float[4_000];
        long1[3_999] = 7;

        store.adapter().putEmbeddings(small, List.of(embedding(turn, 3e30f, 0)));
        store.adapter().putEmbeddings(large, List.of(new TurnEmbedding(TurnKey.of(turn), long1)));
        store.adapter().putEmbeddings(small, List.of(embedding(turn, 0, 1)));

        assertThat(score(small, turn, 0, 1)).isCloseTo(1, within(1e-6));
        assertThat(store.adapter().nearest(turn.user(), large, long1, TurnFilter.NONE, 5, null))
                .hasSize(1);
        assertThat(store.number("select count(*) from memories.turn_embeddings e join memories.turns t"
                        + " using (user_id, turn_id) where content = 'has two vectors'"))
                .isEqualTo(2);
    }

    @Test
    void aVectorOfAnotherLengthIsRejectedAndNothingIsWritten() {
        EmbeddingModelRef model = new EmbeddingModelRef("length", 2);
        Turn turn = turn(session("length", "s"), 1, "x");
        store.adapter().store(List.of(turn));

        assertThatThrownBy(() -> store.adapter()
                        .putEmbeddings(
                                model,
                                List.of(embedding(turn, 1, 0), new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0, 0
                                }))))
                .isInstanceOfSatisfying(
                        AdapterException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.REJECTED));
        assertThat(store.adapter().embedded(model, List.of(TurnKey.of(turn)))).isEmpty();
        store.adapter().putEmbeddings(model, List.of(embedding(turn, 1, 0)));
        assertThatThrownBy(() -> store.adapter()
                        .putEmbeddings(
                                new EmbeddingModelRef("length", 3),
                                List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 0, 0}))))
                .hasMessageContaining("another model id");
    }

    @Test
    void theEmbeddingOfAForgottenTurnIsDropped() {
        EmbeddingModelRef model = new EmbeddingModelRef("dropped", 2);
        Turn there = turn(session("dropped", "s"), 1, "there");
        Turn gone = turn(session("dropped", "s"), 2, "gone");
        store.adapter().store(List.of(there));

        assertThat(store.adapter().putEmbeddings(model, List.of(embedding(there, 1, 0), embedding(gone, 1, 0))))
                .isEqualTo(1);

        assertThat(store.adapter().embedded(model, List.of(TurnKey.of(there), TurnKey.of(gone))))
                .containsExactly(TurnKey.of(there));
    }

    @Test
    void aVectorWithoutDirectionIsKeptAndIsNearToNothing() {
        EmbeddingModelRef model = new EmbeddingModelRef("zero", 2);
        Turn zero = turn(session("zero", "s"), 1, "zero");
        Turn near = turn(session("zero", "s"), 2, "near");
        store.adapter().store(List.of(zero, near));
        store.adapter().putEmbeddings(model, List.of(embedding(zero, 0, 0), embedding(near, 1, 1)));

        List<Hit> hits = store.adapter().nearest(zero.user(), model, new float[] {1, 0}, TurnFilter.NONE, 5, null);

        assertThat(hits).extracting(Hit::turn).containsExactly(near, zero);
        assertThat(hits.get(1).score()).isZero();
    }

    private static List<Turn> found(String user, String query) {
        return store.adapter().byWords(user(user), query, TurnFilter.NONE, 50).stream()
                .map(Hit::turn)
                .toList();
    }

    private static double score(EmbeddingModelRef model, Turn turn, float... query) {
        return store.adapter()
                .nearest(turn.user(), model, query, TurnFilter.NONE, 1, null)
                .getFirst()
                .score();
    }

    private static TurnEmbedding embedding(Turn turn, float... vector) {
        return new TurnEmbedding(TurnKey.of(turn), vector);
    }

    private static Turn labelled(int number, Role role) {
        return new Turn(
                new UUID(8, number),
                session("filtered", "s" + number),
                number,
                role,
                "filtered turn",
                TestStore.NOON.plusSeconds(number),
                new TurnLabels("t" + number, "a" + number, "n" + number),
                Map.of("memoryType", "type" + number),
                0.5,
                null);
    }

    private static float[] random(Random random, int dimensions) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }
}
