package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.WordSearch;
import io.memoryorchestrator.tck.fixture.Awkward;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Turns by their words. */
@Covers(Ability.WORD_SEARCH)
public interface WordSearchContract extends Conformance {

    @Test
    default void aTurnIsFoundByAWordOfItAsSoonAsItIsStored(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, "We planted a walnut behind the house");
        subject.adapter().store(List.of(turn, Turns.saying(turn.session(), 2, "It rained all day")));

        assertThat(find(subject, "walnut")).containsExactly(turn);
    }

    @Test
    default void aQuestionFindsTurnsThatShareSomeOfItsWords(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, "The walnut stands behind the house");
        subject.store(turn);

        assertThat(find(subject, "Where did we plant the walnut last spring?")).containsExactly(turn);
    }

    @Test
    default void wordsOfOtherAlphabetsAreFound(Subject subject) {
        Turn russian = Turns.saying(subject.session(), 1, "Мы посадили орех за домом");
        subject.store(russian);

        assertThat(find(subject, "орех")).containsExactly(russian);
    }

    @Test
    default void aQueryWithoutAnyWordFindsNothing(Subject subject) {
        subject.store(Turns.at(subject.session(), 1));

        assertThat(Stream.of("", "   ", "?!… -- ()", "\u0000", "\uD83D\uDE00"))
                .allSatisfy(query -> assertThat(find(subject, query)).isEmpty());
    }

    @Test
    default void whatLooksLikeSyntaxIsOnlyText(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, "The walnut stands behind the house");
        subject.store(turn);

        assertThat(Stream.of(
                        "walnut & | ! <-> (", "'walnut'", "walnut:*", "-walnut \"", "\\walnut%", "walnut' OR 1=1 --"))
                .allSatisfy(query -> assertThat(find(subject, query)).containsOnlyOnce(turn));
        assertThat(find(subject, Awkward.QUOTES + " walnut")).containsOnlyOnce(turn);
    }

    @Test
    default void aVeryLongQueryIsAnswered(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, "The walnut stands behind the house");
        subject.store(turn);

        assertThat(find(subject, "walnut " + "and more ".repeat(2_000))).containsExactly(turn);
    }

    @Test
    default void wordsOfOthersAreNotFound(Subject subject) {
        subject.store(
                Turns.saying(subject.ready(new SessionRef(subject.scope().otherUser(), "monday")), 1, "walnut"),
                Turns.saying(
                        subject.ready(new SessionRef(subject.scope().sameNameElsewhere(), "monday")), 1, "walnut"));

        assertThat(find(subject, "walnut")).isEmpty();
    }

    @Test
    default void wordsOfForgottenTurnsAreNotFound(Subject subject) {
        Turn turn = Turns.saying(subject.session(), 1, "walnut");
        Turn kept = Turns.saying(turn.session(), 2, "walnut again");
        subject.store(turn, kept);
        subject.adapter().forget(new ForgetScope.OfTurns(turn.user(), Set.of(turn.id())));
        settle(subject.adapter());

        assertThat(find(subject, "walnut")).containsExactly(kept);
    }

    @Test
    default void noMoreThanTheLimitIsFoundBestFirst(Subject subject) {
        SessionRef session = subject.session();
        subject.store(Stream.iterate(1L, position -> position + 1)
                .limit(12)
                .map(position -> Turns.saying(session, position, "walnut " + "tree ".repeat(position.intValue() % 4)))
                .toList());
        List<Hit> hits = subject.as(WordSearch.class).byWords(session.user(), "walnut tree", TurnFilter.NONE, 5);

        assertThat(hits).hasSize(5);
        assertThat(hits).extracting(hit -> -hit.score()).isSorted();
    }

    @Test
    default void tiesAmongWordsGoToTheNewestAndThenById(Subject subject) {
        SessionRef session = subject.session();
        Turn older = Turns.saying(session, 1, "walnut");
        Turn newer = Turns.saying(session, 2, "walnut");
        Turn twin = Turns.withTime(
                Turns.withId(Turns.saying(session, 3, "walnut"), TurnId.ofClientId(session, "twin")),
                newer.occurredAt());
        subject.store(older, newer, twin);
        List<Turn> twins = newer.id().toString().compareTo(twin.id().toString()) < 0
                ? List.of(newer, twin, older)
                : List.of(twin, newer, older);

        assertThat(find(subject, "walnut")).isEqualTo(twins);
    }

    @Test
    default void aWordFilterNarrowsByEveryField(Subject subject) {
        SessionRef session = subject.session();
        SessionRef other = subject.ready(subject.scope().otherSession());
        Turn plain = Turns.saying(session, 1, "walnut");
        Turn threaded = Turns.withLabels(Turns.saying(session, 3, "walnut"), new TurnLabels("thread", null, null));
        Turn agents = Turns.withLabels(Turns.saying(session, 5, "walnut"), new TurnLabels(null, "agent", null));
        Turn spaced = Turns.withLabels(Turns.saying(session, 7, "walnut"), new TurnLabels(null, null, "a:b:c"));
        Turn elsewhere = Turns.saying(other, 9, "walnut");
        Turn tools = Turns.withRole(Turns.saying(session, 11, "walnut"), Role.TOOL);
        subject.store(plain, threaded, agents, spaced, elsewhere, tools);

        assertThat(find(subject, TurnFilter.ofSession("tuesday"))).containsExactly(elsewhere);
        assertThat(find(subject, new TurnFilter(null, "thread", null, null, Set.of(), null, null)))
                .containsExactly(threaded);
        assertThat(find(subject, new TurnFilter(null, null, "agent", null, Set.of(), null, null)))
                .containsExactly(agents);
        assertThat(find(subject, new TurnFilter(null, null, null, "a:b:c", Set.of(), null, null)))
                .containsExactly(spaced);
        assertThat(find(subject, new TurnFilter(null, null, null, null, Set.of(Role.TOOL), null, null)))
                .containsExactly(tools);
    }

    @Test
    default void aWordFilterOfTimeIncludesItsBeginningAndNotItsEnd(Subject subject) {
        SessionRef session = subject.session();
        subject.store(Stream.of(1L, 2L, 3L, 4L)
                .map(position -> Turns.saying(session, position, "walnut"))
                .toList());
        TurnFilter filter = new TurnFilter(null, null, null, null, Set.of(), Turns.timeOf(2), Turns.timeOf(4));

        assertThat(find(subject, filter)).extracting(Turn::position).containsExactlyInAnyOrder(2L, 3L);
    }

    private static List<Turn> find(Subject subject, String query) {
        return find(subject, query, TurnFilter.NONE);
    }

    private static List<Turn> find(Subject subject, TurnFilter filter) {
        return find(subject, "walnut", filter);
    }

    private static List<Turn> find(Subject subject, String query, TurnFilter filter) {
        return subject.as(WordSearch.class).byWords(subject.scope().user(), query, filter, 50).stream()
                .map(Hit::turn)
                .toList();
    }
}
