package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.EmbeddingModelRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnEmbedding;
import io.memoryorchestrator.api.spi.VectorSearch;
import io.memoryorchestrator.tck.fixture.Turns;
import io.memoryorchestrator.tck.fixture.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Turns by nearness of meaning. */
@Covers(Ability.VECTOR_SEARCH)
public interface VectorSearchContract extends Conformance {

    @Test
    default void theNearestTurnsComeFirst(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        List<Turn> turns = embedded(subject, model, 1, 5);

        assertThat(nearest(subject, model, Vectors.at(0), TurnFilter.NONE, 3)).isEqualTo(turns.subList(0, 3));
        assertThat(search(subject).nearest(subject.scope().user(), model, Vectors.at(0), TurnFilter.NONE, 5, null))
                .extracting(hit -> -hit.score())
                .isSorted();
    }

    @Test
    default void theLengthOfAVectorDoesNotMatter(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        List<Turn> turns = embedded(subject, model, 1, 2);
        float[] longer = Vectors.at(0);
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 40;
        }

        assertThat(nearest(subject, model, longer, TurnFilter.NONE, 2)).isEqualTo(turns);
    }

    @Test
    default void aListSizeForTheIndexCanBeAskedFor(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        List<Turn> turns = embedded(subject, model, 1, 5);

        assertThat(
                        search(subject)
                                .nearest(subject.scope().user(), model, Vectors.at(0), TurnFilter.NONE, 5, 10)
                                .stream()
                                .map(Hit::turn))
                .containsExactlyElementsOf(turns);
    }

    @Test
    default void aFilterNeverCostsAHitThatIsThere(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        List<Turn> turns = embedded(subject, model, 1, 40);
        TurnFilter filter =
                new TurnFilter(null, null, null, null, Set.of(Role.USER), Turns.timeOf(20), Turns.timeOf(40));
        List<Turn> expected = turns.stream()
                .filter(turn -> turn.role() == Role.USER)
                .filter(turn -> turn.position() >= 20 && turn.position() < 40)
                .toList();

        assertThat(nearest(subject, model, Vectors.at(0), filter, 10)).isEqualTo(expected);
    }

    @Test
    default void tiesAmongVectorsGoToTheNewestAndThenById(Subject subject) {
        SessionRef session = subject.session();
        EmbeddingModelRef model = Vectors.model();
        Turn older = Turns.at(session, 1);
        Turn newer = Turns.at(session, 2);
        Turn twin = Turns.withTime(
                Turns.withId(Turns.at(session, 3), TurnId.ofClientId(session, "twin")), newer.occurredAt());
        subject.store(older, newer, twin);
        put(subject, model, older, 30);
        put(subject, model, twin, 30);
        put(subject, model, newer, 30);
        List<Turn> expected = newer.id().toString().compareTo(twin.id().toString()) < 0
                ? List.of(newer, twin, older)
                : List.of(twin, newer, older);

        assertThat(nearest(subject, model, Vectors.at(0), TurnFilter.NONE, 3)).isEqualTo(expected);
    }

    @Test
    default void vectorsOfOthersAreNotFound(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        for (UserRef other :
                List.of(subject.scope().otherUser(), subject.scope().sameNameElsewhere())) {
            Turn theirs = Turns.at(subject.ready(new SessionRef(other, "monday")), 1);
            subject.store(theirs);
            put(subject, model, theirs, 0);
        }

        assertThat(nearest(subject, model, Vectors.at(0), TurnFilter.NONE, 10)).isEmpty();
    }

    @Test
    default void vectorsOfTwoModelsAreNeverCompared(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        embedded(subject, model, 1, 2);

        assertThat(nearest(subject, Vectors.model(), Vectors.at(0), TurnFilter.NONE, 10))
                .isEmpty();
    }

    @Test
    default void aSecondEmbeddingReplacesTheFirst(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        List<Turn> turns = embedded(subject, model, 1, 2);
        put(subject, model, turns.getFirst(), 80);

        assertThat(nearest(subject, model, Vectors.at(80), TurnFilter.NONE, 5))
                .containsExactly(turns.getFirst(), turns.getLast());
    }

    @Test
    default void whatIsEmbeddedCanBeAsked(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        Turn with = embedded(subject, model, 1, 1).getFirst();
        Turn without = Turns.at(with.session(), 2);
        subject.store(without);
        List<TurnKey> asked = List.of(TurnKey.of(with), TurnKey.of(without));

        assertThat(search(subject).embedded(model, asked)).containsExactly(TurnKey.of(with));
        assertThat(search(subject).embedded(Vectors.model(), asked)).isEmpty();
        assertThat(search(subject).embedded(model, List.of())).isEmpty();
    }

    @Test
    default void aVectorOfTheWrongLengthIsRejected(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        Turn turn = Turns.at(subject.session(), 1);
        subject.store(turn);
        List<TurnEmbedding> wrong = List.of(new TurnEmbedding(TurnKey.of(turn), new float[] {1, 2, 3}));

        assertThatThrownBy(() -> search(subject).putEmbeddings(model, wrong))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED));
    }

    @Test
    default void theEmbeddingOfAForgottenTurnIsGoneAndALateOneIsDropped(Subject subject) {
        EmbeddingModelRef model = Vectors.model();
        Turn turn = embedded(subject, model, 1, 1).getFirst();
        subject.adapter().forget(new ForgetScope.OfTurns(turn.user(), Set.of(turn.id())));
        settle(subject.adapter());

        assertThat(search(subject).embedded(model, List.of(TurnKey.of(turn)))).isEmpty();
        assertThat(search(subject).putEmbeddings(model, List.of(new TurnEmbedding(TurnKey.of(turn), Vectors.at(0)))))
                .isZero();
        assertThat(nearest(subject, model, Vectors.at(0), TurnFilter.NONE, 5)).isEmpty();
    }

    /** Stores turns whose angles to zero grow with their positions. */
    private List<Turn> embedded(Subject subject, EmbeddingModelRef model, int from, int to) {
        List<Turn> turns = Turns.at(subject.session(), from, to);
        subject.store(turns);
        List<TurnEmbedding> embeddings = new ArrayList<>();
        for (Turn turn : turns) {
            embeddings.add(new TurnEmbedding(TurnKey.of(turn), Vectors.at(2.0 * turn.position())));
        }
        assertThat(search(subject).putEmbeddings(model, embeddings)).isEqualTo(turns.size());
        return turns;
    }

    private static void put(Subject subject, EmbeddingModelRef model, Turn turn, double degrees) {
        search(subject).putEmbeddings(model, List.of(new TurnEmbedding(TurnKey.of(turn), Vectors.at(degrees))));
    }

    private static List<Turn> nearest(
            Subject subject, EmbeddingModelRef model, float[] vector, TurnFilter filter, int limit) {
        return search(subject).nearest(subject.scope().user(), model, vector, filter, limit, null).stream()
                .map(Hit::turn)
                .toList();
    }

    private static VectorSearch search(Subject subject) {
        return subject.as(VectorSearch.class);
    }
}
