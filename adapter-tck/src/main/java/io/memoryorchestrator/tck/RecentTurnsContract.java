package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.tck.fixture.Turns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The end of a conversation. */
@Covers(Ability.RECENT_TURNS)
public interface RecentTurnsContract extends Conformance {

    @Test
    default void aSessionThatDoesNotExistHasNoTurns(Subject subject) {
        assertThat(recent(subject, subject.scope().session(), 10)).isEmpty();
    }

    @Test
    default void theLastTurnsComeOldestFirst(Subject subject) {
        List<Turn> turns = Turns.at(subject.session(), 1, 9);
        List<Turn> shuffled = new ArrayList<>(turns);
        Collections.shuffle(shuffled, new Random(5));
        subject.store(shuffled);

        assertThat(recent(subject, turns.getFirst().session(), 4)).isEqualTo(turns.subList(5, 9));
    }

    @Test
    default void aLargeLimitGivesTheWholeSession(Subject subject) {
        List<Turn> turns = Turns.at(subject.session(), 1, 3);
        subject.store(turns);

        assertThat(recent(subject, turns.getFirst().session(), 1_000)).isEqualTo(turns);
    }

    @Test
    default void aLateTurnComesToItsPlace(Subject subject) {
        SessionRef session = subject.session();
        subject.store(Turns.at(session, 10), Turns.at(session, 30));
        subject.store(Turns.at(session, 20));

        assertThat(recent(subject, session, 2)).extracting(Turn::position).containsExactly(20L, 30L);
    }

    @Test
    default void positionsMayBeAsLargeAsMicrosecondsSinceTheEpoch(Subject subject) {
        SessionRef session = subject.session();
        long position = 1_800_000_000_000_000L;
        Turn large = Turns.withTime(Turns.at(session, position), Turns.NOON);
        subject.store(Turns.at(session, 1), large);

        assertThat(recent(subject, session, 1)).containsExactly(large);
    }

    @Test
    default void sessionsOfOneUserStayApart(Subject subject) {
        SessionRef monday = subject.session();
        SessionRef tuesday = subject.ready(subject.scope().otherSession());
        subject.store(Turns.at(monday, 1), Turns.at(tuesday, 2));

        assertThat(recent(subject, monday, 10)).containsExactly(Turns.at(monday, 1));
    }

    @Test
    default void turnsOfOnePositionAreAllThereAndInOneOrder(Subject subject) {
        SessionRef session = subject.session();
        List<Turn> same = List.of("a", "b", "c", "d").stream()
                .map(name -> Turns.withId(Turns.saying(session, 7, "said " + name), TurnId.ofClientId(session, name)))
                .toList();
        subject.store(same);
        List<Turn> first = recent(subject, session, 10);

        assertThat(first).containsExactlyInAnyOrderElementsOf(same);
        assertThat(recent(subject, session, 10)).isEqualTo(first);
        assertThat(recent(subject, session, 2)).isEqualTo(first.subList(2, 4));
    }

    @Test
    default void everyFieldOfATurnComesBack(Subject subject) {
        SessionRef session = subject.session();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("text", "ünï \uD83D\uDE00 \"quoted\"");
        metadata.put("number", 42);
        metadata.put("yes", true);
        metadata.put("nothing", null);
        metadata.put("list", Arrays.asList("a", null, Map.of("deep", "value")));
        Turn turn = new Turn(
                TurnId.ofClientId(session, "full"),
                session,
                -3,
                Role.TOOL,
                "All fields",
                Instant.parse("2026-05-04T12:00:00.123456Z"),
                new TurnLabels("thread 1", "agent 2", "acme:agent:context"),
                metadata,
                0.75,
                "full");
        Turn sparse = Turns.withMetadata(Turns.at(session, 5), Map.of());
        subject.store(turn, sparse);

        assertThat(recent(subject, session, 2)).containsExactly(turn, sparse);
    }

    private static List<Turn> recent(Subject subject, SessionRef session, int limit) {
        return subject.as(RecentTurns.class).recent(session, limit);
    }
}
