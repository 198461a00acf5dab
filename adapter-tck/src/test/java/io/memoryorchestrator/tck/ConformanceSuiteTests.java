package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The suite under test: a correct adapter passes, and each broken one fails where it is broken and nowhere else. */
class ConformanceSuiteTests {

    @AfterEach
    void chooseTheReferenceAgain() {
        Adopter.maker = ReferenceAdapter::new;
        Adopter.deviations = List.of();
    }

    @Test
    void aCorrectAdapterPassesEverything() {
        Events tests = run(ReferenceAdapter::new);

        assertThat(failed(tests)).isEmpty();
        assertThat(names(tests.aborted().stream())).containsExactly("aPendingTurnIsDoneInTheEnd");
        assertThat(tests.succeeded().count()).isGreaterThan(90);
    }

    @Test
    void anAdapterWithFewAbilitiesPassesWhatItOffers() {
        Events tests = run(NotesOnlyAdapter::new);

        assertThat(failed(tests)).isEmpty();
        assertThat(names(tests.succeeded().stream()))
                .contains(
                        "aPendingTurnIsDoneInTheEnd", "notesNameTheTurnTheyWereMadeOf", "aMegabyteComesBackToTheLetter")
                .doesNotContain("theLastTurnsComeOldestFirst", "theNearestTurnsComeFirst");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenAdapterFailsAtTheTestMeantForIt(Broken broken) {
        assertThat(failed(run(broken.maker()))).isEqualTo(broken.caughtBy());
    }

    static Stream<Broken> broken() {
        return Stream.of(BrokenWriters.all(), BrokenReaders.all(), BrokenCitizens.all())
                .flatMap(all -> all);
    }

    @Test
    void aDeviationThatStandsSkipsItsTest() {
        Broken broken = BrokenReaders.all().findFirst().orElseThrow();
        String test = broken.caughtBy().iterator().next();
        Adopter.deviations = List.of(new Deviation(test, "one tenant only"));
        Events tests = run(broken.maker());

        assertThat(failed(tests)).isEmpty();
        assertThat(names(tests.aborted().stream())).contains(test);
    }

    @Test
    void aDeviationThatIsNoLongerTrueFails() {
        Adopter.deviations = List.of(new Deviation("aStoredTurnIsThere", "it never was"));

        assertThat(failed(run(ReferenceAdapter::new))).containsExactly("aStoredTurnIsThere");
    }

    private static Events run(Adopter.Maker maker) {
        Adopter.maker = maker;
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Adopter.class))
                .configurationParameter(ConformanceReport.PARAMETER, "off")
                .execute();
        assertThat(results.containerEvents().failed().count()).isZero();
        return results.testEvents();
    }

    private static Set<String> failed(Events tests) {
        return names(tests.failed().stream());
    }

    private static Set<String> names(Stream<Event> events) {
        return events.map(event -> event.getTestDescriptor().getDisplayName().replaceAll("\\(.*", ""))
                .collect(Collectors.toSet());
    }
}
