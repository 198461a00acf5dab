package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnLabels;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of a question find. */
class WordSearchIT {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("word_search_it");
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

    private static List<Turn> found(String user, String query) {
        return store.adapter().byWords(user(user), query, TurnFilter.NONE, 50).stream()
                .map(Hit::turn)
                .toList();
    }
}
