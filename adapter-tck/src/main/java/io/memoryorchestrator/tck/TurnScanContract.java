package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.TurnScan;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Walking through everything, a page at a time. */
@Covers(Ability.TURN_SCAN)
public interface TurnScanContract extends Conformance {

    @Test
    default void aWalkOverNothingIsOneEmptyPage(Subject subject) {
        TurnScan.Page page = scan(subject).scan(ofUser(subject), null, 10);

        assertThat(page.turns()).isEmpty();
        assertThat(page.next()).isNull();
        assertThat(scan(subject).count(ofUser(subject))).isZero();
    }

    @Test
    default void aWalkMeetsEveryTurnOnceWhateverThePageSize(Subject subject) {
        List<Turn> turns = new ArrayList<>(Turns.at(subject.session(), 1, 10));
        turns.addAll(Turns.at(subject.ready(subject.scope().otherSession()), 1, 10));
        subject.store(turns);

        for (int size : new int[] {1, 3, 20, 1_000}) {
            assertThat(walk(subject, ofUser(subject), size, () -> {}))
                    .as("pages of %d", size)
                    .containsExactlyInAnyOrderElementsOf(turns);
        }
        assertThat(scan(subject).count(ofUser(subject))).isEqualTo(20);
    }

    @Test
    default void aPageHoldsAtMostTheLimit(Subject subject) {
        subject.store(Turns.at(subject.session(), 1, 10));

        assertThat(scan(subject).scan(ofUser(subject), null, 4).turns()).hasSizeBetween(1, 4);
    }

    @Test
    default void aWalkOfATenantMeetsItsUsersAndNobodyElses(Subject subject) {
        Turn mine = Turns.at(subject.session(), 1);
        Turn colleagues = Turns.at(subject.ready(new SessionRef(subject.scope().otherUser(), "monday")), 1);
        Turn elsewhere = Turns.at(subject.ready(new SessionRef(subject.scope().sameNameElsewhere(), "monday")), 1);
        subject.store(mine, colleagues, elsewhere);
        TurnScan.Range tenant = new TurnScan.Range(subject.scope().tenant(), null, null, null, null);

        assertThat(walk(subject, tenant, 1, () -> {})).containsExactlyInAnyOrder(mine, colleagues);
        assertThat(walk(subject, ofUser(subject), 10, () -> {})).containsExactly(mine);
    }

    @Test
    default void aWalkOfASessionLeavesOutTheOthers(Subject subject) {
        Turn monday = Turns.at(subject.session(), 1);
        subject.store(monday, Turns.at(subject.ready(subject.scope().otherSession()), 1));
        TurnScan.Range session = new TurnScan.Range(
                subject.scope().tenant(),
                monday.user().userId(),
                monday.session().sessionId(),
                null,
                null);

        assertThat(walk(subject, session, 10, () -> {})).containsExactly(monday);
        assertThat(scan(subject).count(session)).isEqualTo(1);
    }

    @Test
    default void aRangeOfTimeIncludesItsBeginningAndNotItsEnd(Subject subject) {
        List<Turn> turns = Turns.at(subject.session(), 1, 6);
        subject.store(turns);
        TurnScan.Range range = new TurnScan.Range(
                subject.scope().tenant(), subject.scope().user().userId(), null, Turns.timeOf(2), Turns.timeOf(5));

        assertThat(walk(subject, range, 2, () -> {})).containsExactlyInAnyOrderElementsOf(turns.subList(1, 4));
        assertThat(scan(subject).count(range)).isEqualTo(3);
    }

    @Test
    default void pagingWhileWritingMeetsEveryOlderTurnOnce(Subject subject) {
        SessionRef session = subject.session();
        List<Turn> before = Turns.at(session, 100, 120);
        subject.store(before);
        long[] written = {0};
        List<Turn> met = walk(subject, ofUser(subject), 4, () -> {
            written[0]++;
            subject.store(Turns.at(session, 100 - written[0]), Turns.at(session, 120 + written[0]));
        });

        assertThat(met).doesNotHaveDuplicates().containsAll(before);
    }

    private List<Turn> walk(Subject subject, TurnScan.Range range, int size, Runnable betweenPages) {
        List<Turn> met = new ArrayList<>();
        @Nullable String next = null;
        // A walk that never ends is a fault too; writing between pages adds fewer turns than a page holds.
        for (int page = 0; page < 200; page++) {
            TurnScan.Page found = scan(subject).scan(range, next, size);
            met.addAll(found.turns());
            next = found.next();
            if (next == null) {
                return met;
            }
            betweenPages.run();
        }
        throw new AssertionError("The walk did not end within 200 pages of " + size);
    }

    private static TurnScan scan(Subject subject) {
        return subject.as(TurnScan.class);
    }

    private static TurnScan.Range ofUser(Subject subject) {
        return TurnScan.Range.ofUser(subject.scope().user());
    }
}
