package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.FaultScript;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.adapter.mem0.scripted.StoredMemory;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.AsyncStore.Settled;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.api.spi.TurnReceipt.Outcome;
import io.memoryorchestrator.tck.TimedCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class Mem0AdapterIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ScriptedMem0 mem0 = ScriptedMem0.start();
    private final List<Mem0Adapter> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Mem0Adapter::close);
        mem0.close();
    }

    private Mem0Adapter adapter(Flavour flavour) {
        return adapter(TestSettings.of(flavour, mem0.url()));
    }

    private Mem0Adapter adapter(Mem0Settings settings) {
        var adapter = new Mem0Adapter(settings, Clock.systemUTC());
        open.add(adapter);
        return adapter;
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aStoredTurnCarriesOurIdsAndTheTenantInFront(Flavour flavour) {
        Turn turn = Turns.user(1, "I moved to Lisbon");

        TurnReceipt receipt = adapter(flavour).store(List.of(turn)).getFirst();

        assertThat(receipt.outcome()).isEqualTo(flavour == Flavour.PLATFORM ? Outcome.PENDING : Outcome.STORED);
        StoredMemory stored = mem0.memories().getFirst();
        assertThat(stored.userId()).isEqualTo("t1:anna");
        assertThat(stored.metadata())
                .containsEntry("turn_id", turn.id().toString())
                .containsEntry("session_id", "s1")
                .containsEntry("tenant_id", "t1")
                .containsEntry("source", "memory-orchestrator");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void replayingABatchLeavesOneMemoryOfEachTurn(Flavour flavour) {
        List<Turn> turns = Turns.some(Turns.ANNA, 6);
        Mem0Adapter first = adapter(flavour);
        first.store(turns);

        first.store(turns);
        List<TurnReceipt> fromAnotherProcess = adapter(flavour).store(turns);

        assertThat(fromAnotherProcess).extracting(TurnReceipt::outcome).containsOnly(Outcome.DUPLICATE);
        assertThat(mem0.addsByTurn())
                .hasSize(6)
                .allSatisfy((turn, adds) -> assertThat(adds).isOne());
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theSameTurnTwiceInOneBatchIsSentOnceAndOtherWordsUnderItsIdAreAConflict(Flavour flavour) {
        Turn turn = Turns.user(1, "I like tea");
        Turn changed = Turns.user(1, "I like coffee");

        adapter(flavour).store(List.of(turn, turn));
        List<TurnReceipt> later = adapter(flavour).store(List.of(changed));

        assertThat(later.getFirst().outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(mem0.memories()).extracting(StoredMemory::text).containsExactly("I like tea");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aTurnThatComesAsItWasSaidAndAgainAsItWasKeptIsTheSame(Flavour flavour) {
        adapter(flavour).store(List.of(Turns.user(1, "a nothing \0 and a cut emoji \uD83D")));

        List<TurnReceipt> fromTheStore =
                adapter(flavour).store(List.of(Turns.user(1, "a nothing \uFFFD and a cut emoji \uFFFD")));

        assertThat(fromTheStore).extracting(TurnReceipt::outcome).containsOnly(Outcome.DUPLICATE);
    }

    @ParameterizedTest
    @CsvSource({
        "PLATFORM, SERVER_ERROR",
        "PLATFORM, ERROR_AFTER_DOING",
        "PLATFORM, UNAVAILABLE",
        "PLATFORM, TOO_MANY",
        "PLATFORM, SILENCE",
        "PLATFORM, SILENCE_AFTER_DOING",
        "PLATFORM, TRICKLE",
        "PLATFORM, CUT",
        "PLATFORM, HTML",
        "OSS, SERVER_ERROR",
        "OSS, ERROR_AFTER_DOING",
        "OSS, UNAVAILABLE",
        "OSS, TOO_MANY",
        "OSS, SILENCE",
        "OSS, SILENCE_AFTER_DOING",
        "OSS, TRICKLE",
        "OSS, CUT",
        "OSS, HTML",
        "OSS, WRONG_ID",
        "OSS, STORED_NOTHING",
        "OSS, FAILS_LATER"
    })
    void oneFaultIsSurvivedWithinTheCallAndTheTurnIsThereOnce(Flavour flavour, Fault fault) {
        mem0.script(FaultScript.onAdds(fault));
        Turn turn = Turns.user(1, "My sister lives in Porto");

        TurnReceipt receipt = adapter(flavour).store(List.of(turn)).getFirst();

        assertThat(receipt.outcome()).isIn(Outcome.STORED, Outcome.PENDING);
        assertThat(mem0.played(fault)).isOne();
        assertThat(mem0.addsByTurn()).containsExactlyEntriesOf(Map.of(turn.id().toString(), 1));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aTurnLeftInDoubtIsLookedUpBeforeItIsSentAgain(Flavour flavour) {
        Mem0Settings once =
                TestSettings.of(flavour, mem0.url()).withTimeouts(TestSettings.unhurried(TestSettings.ms(1_000)));
        once = once.withRetries(new Mem0Settings.Retries(
                1, TestSettings.ms(10), TestSettings.ms(100), TestSettings.ms(1_000), TestSettings.ms(10)));
        mem0.script(FaultScript.onAdds(Fault.SILENCE_AFTER_DOING)).pollsUntilDone(2);
        Mem0Adapter adapter = adapter(once);
        Turn turn = Turns.user(1, "I am allergic to nuts");

        assertThatExceptionOfType(AdapterException.class)
                .isThrownBy(() -> adapter.store(List.of(turn)))
                .withMessageContaining("whether turn " + turn.id() + " arrived is not known")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED));
        assertThat(adapter.find(TurnKey.of(turn))).isPresent();
        adapter.store(List.of(turn));

        assertThat(mem0.addsByTurn()).containsEntry(turn.id().toString(), 1);
    }

    @Test
    void whatThePlatformAcceptedIsFollowedToItsEnd() {
        mem0.pollsUntilDone(2);
        Mem0Adapter adapter = adapter(Flavour.PLATFORM);
        Turn turn = Turns.user(1, "I work nights");

        String reference =
                Objects.requireNonNull(adapter.store(List.of(turn)).getFirst().reference());

        assertThat(adapter.find(TurnKey.of(turn)))
                .hasValueSatisfying(found -> assertThat(found.outcome()).isEqualTo(Outcome.PENDING));
        assertThat(adapter.poll(reference).state()).isEqualTo(Settled.State.WORKING);
        assertThat(adapter.poll(reference).state()).isEqualTo(Settled.State.WORKING);
        Settled settled = adapter.poll(reference);
        assertThat(settled.state()).isEqualTo(Settled.State.DONE);
        assertThat(settled.memoryIds())
                .containsExactly(mem0.memories().getFirst().id().toString());
    }

    @Test
    void aTurnWhoseEventFailedIsSentAgainWhenStoredAgain() {
        mem0.script(FaultScript.onAdds(Fault.FAILS_LATER));
        Mem0Adapter adapter = adapter(Flavour.PLATFORM);
        Turn turn = Turns.user(1, "I play the cello");
        String reference =
                Objects.requireNonNull(adapter.store(List.of(turn)).getFirst().reference());

        Settled settled = adapter.poll(reference);
        TurnReceipt again = adapter.store(List.of(turn)).getFirst();

        assertThat(settled.state()).isEqualTo(Settled.State.FAILED);
        assertThat(settled.reason()).contains("extraction failed");
        assertThat(again.reference()).isNotEqualTo(reference);
        assertThat(mem0.addsByTurn()).containsEntry(turn.id().toString(), 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"WRONG_ID", "STORED_NOTHING"})
    void anEventThatNobodyKnowsIsADoubtThatEndsInOneMemory(Fault lie) {
        mem0.script(FaultScript.onAdds(lie));
        Mem0Adapter adapter = adapter(Flavour.PLATFORM);
        Turn turn = Turns.user(1, "I sold my car");
        String reference =
                Objects.requireNonNull(adapter.store(List.of(turn)).getFirst().reference());

        assertThat(adapter.poll(reference).state()).isEqualTo(Settled.State.UNKNOWN);
        adapter.store(List.of(turn));

        assertThat(mem0.addsByTurn()).containsEntry(turn.id().toString(), 1);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void notesAreThisUsersOnly(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        adapter.store(List.of(
                Turns.user(1, "My dog is called Rex"),
                Turns.of(SessionRef.of("t2", "anna", "s1"), 1, Role.USER, "My dog is called Fido")));

        List<Note> notes = adapter.notes(new UserRef("t1", "anna"), "what is my dog called", 5);

        assertThat(notes).extracting(Note::text).containsExactly("My dog is called Rex");
        assertThat(adapter.notes(new UserRef("t1", "bob"), "dog", 5)).isEmpty();
        assertThat(adapter.notes(new UserRef("t1", "anna"), "   ", 5)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theCheckSaysUpAndIsDownWithinASecondWhenNobodyAnswers(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        assertThat(adapter.check().state()).isEqualTo(AdapterHealth.State.UP);

        mem0.script(request -> Fault.SILENCE);
        TimedCheck silent = TimedCheck.within(SECOND, adapter);
        mem0.close();
        TimedCheck gone = TimedCheck.within(SECOND, adapter);

        assertThat(silent.health().state()).isEqualTo(AdapterHealth.State.DOWN);
        assertThat(gone.health().state()).isEqualTo(AdapterHealth.State.DOWN);
        assertThat(List.of(silent, gone))
                .allSatisfy(check -> assertThat(check.took()).isLessThan(SECOND));
        assertThat(gone.health().detail()).contains("cannot be reached").contains("check MEM0_HOST");
    }

    @Test
    void theDescriptorIsTrueWithoutAnyConnection() {
        mem0.close();
        Mem0Adapter adapter = adapter(Flavour.PLATFORM);

        assertThat(adapter.descriptor().name()).isEqualTo("mem0");
        assertThat(adapter.descriptor().abilities())
                .allSatisfy(ability ->
                        assertThat(ability.type().isInstance(adapter)).isTrue())
                .contains(Ability.NOTE_SEARCH, Ability.ASYNC_STORE, Ability.CIRCUIT_GUARDED);
        adapter.close();
        adapter.close();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theKeyIsInNoMessage(Flavour flavour) {
        Mem0Adapter adapter = adapter(flavour);
        mem0.script(request -> Fault.KEY_REFUSED);

        assertThatExceptionOfType(AdapterException.class)
                .isThrownBy(() -> adapter.store(Turns.some(Turns.ANNA, 1)))
                .satisfies(failure -> {
                    for (Throwable at = failure; at != null; at = at.getCause()) {
                        assertThat(at.toString()).doesNotContain("very-secret");
                    }
                });
        assertThat(adapter.check().detail()).doesNotContain("very-secret").contains("check MEM0_API_KEY");
        assertThat(adapter.toString()).doesNotContain("very-secret");
        assertThat(adapter.circuit().toString()).doesNotContain("very-secret");
    }
}
