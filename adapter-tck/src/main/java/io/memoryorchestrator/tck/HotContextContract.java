package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.tck.fixture.ListedTurns;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A cache in front of a store: the truth, or no answer. */
@Covers(Ability.HOT_CONTEXT)
public interface HotContextContract extends Conformance {

    @Test
    default void aSessionNobodyReadIsNotKnown(Subject subject) {
        assertThat(hot(subject).known(subject.scope().session(), 1)).isEmpty();
    }

    @Test
    default void whatWasReadThroughIsKnownWithoutTheSource(Subject subject) {
        SessionRef session = subject.scope().session();
        ListedTurns source = new ListedTurns(Turns.at(session, 1, 3));

        assertThat(hot(subject).readThrough(session, 2, source)).isEqualTo(Turns.at(session, 2, 3));
        assertThat(hot(subject).readThrough(session, 2, source)).isEqualTo(Turns.at(session, 2, 3));
        assertThat(source.questions()).isEqualTo(1);
    }

    @Test
    default void aSessionWithoutTurnsIsKnownToHaveNone(Subject subject) {
        SessionRef session = subject.scope().session();
        hot(subject).readThrough(session, 5, new ListedTurns(List.of()));

        assertThat(hot(subject).known(session, 5)).contains(List.of());
    }

    @Test
    default void aTurnOfAnUnknownSessionDoesNotMakeATail(Subject subject) {
        Turn turn = Turns.at(subject.scope().session(), 7);
        subject.store(turn);

        assertThat(hot(subject).known(turn.session(), 1)).isEmpty();
    }

    @Test
    default void aStoredTurnIsAddedToAKnownSession(Subject subject) {
        SessionRef session = subject.scope().session();
        hot(subject).readThrough(session, 2, new ListedTurns(Turns.at(session, 1, 2)));
        subject.store(Turns.at(session, 3));

        assertThat(hot(subject).known(session, 3)).contains(Turns.at(session, 1, 3));
    }

    @Test
    default void halfATailIsNeverPresentedAsAll(Subject subject) {
        SessionRef session = subject.scope().session();
        List<Turn> all = Turns.at(session, 1, 1_500);
        hot(subject).readThrough(session, 3, new ListedTurns(all));

        for (int limit : new int[] {1, 3, 50, 51, 100, 500, 1_000}) {
            hot(subject)
                    .known(session, limit)
                    .ifPresent(tail ->
                            assertThat(tail).as("the last %d", limit).isEqualTo(all.subList(1_500 - limit, 1_500)));
        }
    }

    @Test
    default void aDeeperQuestionThanTheTailGoesToTheSource(Subject subject) {
        SessionRef session = subject.scope().session();
        List<Turn> all = Turns.at(session, 1, 1_500);
        ListedTurns source = new ListedTurns(all);
        hot(subject).readThrough(session, 3, source);

        assertThat(hot(subject).readThrough(session, 1_000, source)).isEqualTo(all.subList(500, 1_500));
    }

    @Test
    default void aLateTurnFromBeforeTheTailDoesNotPretendToBeIn(Subject subject) {
        SessionRef session = subject.scope().session();
        List<Turn> all = Turns.at(session, 101, 1_400);
        hot(subject).readThrough(session, 3, new ListedTurns(all));
        subject.store(Turns.at(session, 5));

        assertThat(hot(subject).known(session, 3).orElse(all.subList(1_297, 1_300)))
                .isEqualTo(all.subList(1_297, 1_300));
        hot(subject).known(session, 1_000).ifPresent(tail -> assertThat(tail).isEqualTo(all.subList(300, 1_300)));
    }

    @Test
    default void anInvalidatedSessionIsNotKnown(Subject subject) {
        SessionRef session = subject.scope().session();
        hot(subject).readThrough(session, 2, new ListedTurns(Turns.at(session, 1, 2)));
        hot(subject).invalidate(session);

        assertThat(hot(subject).known(session, 1)).isEmpty();
    }

    @Test
    default void aClearedCacheKnowsNothing(Subject subject) {
        SessionRef session = subject.scope().session();
        hot(subject).readThrough(session, 2, new ListedTurns(Turns.at(session, 1, 2)));
        hot(subject).clear();

        assertThat(hot(subject).known(session, 1)).isEmpty();
        assertThat(hot(subject).readThrough(session, 2, new ListedTurns(Turns.at(session, 3, 2))))
                .isEqualTo(Turns.at(session, 3, 2));
    }

    @Test
    default void aLoadOvertakenByAClearIsNotKept(Subject subject) {
        SessionRef session = subject.scope().session();
        hot(subject).readThrough(session, 5, (asked, limit) -> {
            hot(subject).clear();
            return Turns.at(session, 1, 2);
        });

        assertThat(hot(subject).known(session, 1)).isEmpty();
    }

    @Test
    default void aLoadOvertakenByAStoreIsNotKept(Subject subject) {
        SessionRef session = subject.scope().session();
        ListedTurns source = new ListedTurns(Turns.at(session, 1, 2));
        hot(subject).readThrough(session, 5, (asked, limit) -> {
            List<Turn> old = source.recent(asked, limit);
            source.add(Turns.at(session, 3));
            subject.store(Turns.at(session, 3));
            return old;
        });

        assertThat(hot(subject).readThrough(session, 5, source)).isEqualTo(Turns.at(session, 1, 3));
    }

    @Test
    default void aLoadOvertakenByAnErasureIsNotKept(Subject subject) {
        SessionRef session = subject.scope().session();
        hot(subject).readThrough(session, 5, (asked, limit) -> {
            subject.adapter().forget(new ForgetScope.OfUser(asked.user()));
            return Turns.at(session, 1, 2);
        });

        assertThat(hot(subject).known(session, 1)).isEmpty();
    }

    @Test
    default void anErasedTurnDoesNotComeBackWithALateEvent(Subject subject) {
        SessionRef session = subject.scope().session();
        List<Turn> turns = Turns.at(session, 1, 3);
        hot(subject).readThrough(session, 5, new ListedTurns(turns));
        subject.adapter()
                .forget(new ForgetScope.OfTurns(
                        session.user(), Set.of(turns.get(1).id())));
        subject.store(turns.get(1));

        hot(subject).known(session, 5).ifPresent(tail -> assertThat(tail).doesNotContain(turns.get(1)));
    }

    @Test
    default void aFailureOfTheSourceIsPassedOnAndNotKept(Subject subject) {
        SessionRef session = subject.scope().session();
        AdapterException gone = new AdapterException("source", FailureKind.UNAVAILABLE, "gone", null);
        RecentTurns failing = (asked, limit) -> {
            throw gone;
        };

        assertThatThrownBy(() -> hot(subject).readThrough(session, 2, failing)).isSameAs(gone);
        assertThat(hot(subject).readThrough(session, 2, new ListedTurns(Turns.at(session, 1, 2))))
                .isEqualTo(Turns.at(session, 1, 2));
    }

    @Test
    default void whoMissesAtOnceSharesOneQuestion(Subject subject) throws Exception {
        SessionRef session = subject.scope().session();
        ListedTurns source = new ListedTurns(Turns.at(session, 1, 2));
        CountDownLatch release = new CountDownLatch(1);
        RecentTurns slow = (of, limit) -> {
            List<Turn> answer = source.recent(of, limit);
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("the test gave up", interrupted);
            }
            return answer;
        };
        Callers<List<Turn>> callers = Callers.of(16, () -> hot(subject).readThrough(session, 2, slow));
        boolean allAsked = Patience.until(speed().patience(), () -> source.questions() > 0)
                && callers.awaitRest(speed().patience());
        release.countDown();

        assertThat(allAsked).as("all have asked before the first was answered").isTrue();
        assertThat(callers.answers(speed().patience()))
                .allSatisfy(answer -> assertThat(answer).isEqualTo(Turns.at(session, 1, 2)));
        assertThat(source.questions()).isEqualTo(1);
    }

    private static HotContext hot(Subject subject) {
        return subject.as(HotContext.class);
    }
}
