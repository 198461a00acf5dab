package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A filter means the same to both searches. */
class SearchFilterIT {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("search_filter_it");
    }

    @AfterAll
    static void close() {
        store.close();
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
}
