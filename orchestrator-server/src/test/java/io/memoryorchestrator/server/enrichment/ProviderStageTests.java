package io.memoryorchestrator.server.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery.State;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.Flags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderStageTests {
    private final FakeLedger ledger = new FakeLedger();
    private final FakeProvider provider = new FakeProvider();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Flags flags = new Flags(OpenFeatureAPI.createIsolated().getClient(), Map.of("fake", true));
    private final LastFailures failures = new LastFailures(Clock.systemUTC());
    private final ProviderStage stage = new ProviderStage(
            provider,
            ledger,
            (user, ids) -> provider.known(ids),
            new ErasedUsers(user -> user.userId().equals("erased")),
            new FlagGate("fake", flags, (adapter, decisions) -> {}),
            Duration.ofMinutes(1),
            failures,
            meters);

    @Test
    void noiseIsNotedAsSkippedCountedByReasonAndNotSent() {
        List<Turn> worth =
                stage.worthSending(List.of(FakeProvider.turn(1, "hello"), FakeProvider.turn(2, "the hive is new")));

        assertThat(worth).extracting(Turn::content).containsExactly("the hive is new");
        assertThat(ledger.states()).containsExactly(State.SKIPPED);
        assertThat(meters.counter("memory.curation", "adapter", "fake", "reason", "greeting")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("memory.curation", "adapter", "fake", "reason", "sent")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aTurnIsInDoubtFromBeforeItIsSentUntilItIsAnswered() {
        provider.onStore(turn -> assertThat(ledger.states().getLast()).isEqualTo(State.IN_DOUBT));

        assertThat(stage.handOver(List.of(FakeProvider.turn(1, "one"), FakeProvider.turn(2, "two"))))
                .hasOnlyElementsOfType(Handed.Settled.class);
        assertThat(ledger.states()).containsExactly(State.DELIVERED, State.DELIVERED);
    }

    @Test
    void aTurnThatSomebodyElseIsSendingIsNotSentAndABackfillHearsOfIt() {
        Turn turn = FakeProvider.turn(1, "one");
        List<Handed> meanwhile = new ArrayList<>();
        provider.onStore(_ -> {
            meanwhile.addAll(stage.handOver(List.of(turn)));
            assertThatThrownBy(() -> stage.repeat(List.of(turn)))
                    .isInstanceOfSatisfying(AdapterException.class, busy -> {
                        assertThat(busy.kind()).isEqualTo(FailureKind.OVERLOADED);
                        assertThat(busy.retryAfter()).isPresent();
                    });
        });

        assertThat(stage.handOver(List.of(turn))).hasOnlyElementsOfType(Handed.Settled.class);

        assertThat(meanwhile).hasOnlyElementsOfType(Handed.Held.class);
        assertThat(provider.stored()).containsExactly("one");
    }

    @Test
    void whatFailedInAWayNobodyForesawIsNotHeldUntilTheLeaseIsOver() {
        Turn turn = FakeProvider.turn(1, "one");
        provider.onStore(_ -> {
            throw new IllegalStateException("nobody foresaw this");
        });
        assertThatThrownBy(() -> stage.handOver(List.of(turn))).isInstanceOf(IllegalStateException.class);

        provider.onStore(_ -> {});
        assertThat(stage.handOver(List.of(turn))).hasOnlyElementsOfType(Handed.Settled.class);
    }

    @Test
    void aTurnInDoubtIsAskedAfterBeforeItIsSentAgain() {
        Turn arrived = FakeProvider.turn(1, "arrived");
        Turn lost = FakeProvider.turn(2, "lost");
        ledger.put(new Delivery(TurnKey.of(arrived), State.IN_DOUBT, null, null));
        ledger.put(new Delivery(TurnKey.of(lost), State.IN_DOUBT, null, null));
        provider.has(arrived);

        stage.handOver(List.of(arrived, lost));

        assertThat(provider.stored()).containsExactly("lost");
        assertThat(ledger.states()).containsExactly(State.DELIVERED, State.DELIVERED);
    }

    @Test
    void oneTurnThatFailsDoesNotKeepTheOthersFromArriving() {
        provider.failing("two", FailureKind.UNAVAILABLE, null);

        List<Handed> outcomes = stage.handOver(
                List.of(FakeProvider.turn(1, "one"), FakeProvider.turn(2, "two"), FakeProvider.turn(3, "three")));

        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Handed.Later.class, later -> {
            assertThat(later.tried()).isTrue();
            assertThat(later.hold()).isNull();
        });
        assertThat(provider.stored()).containsExactly("one", "three");
        assertThat(ledger.states()).containsExactly(State.DELIVERED, State.IN_DOUBT, State.DELIVERED);
    }

    @Test
    void whenTheProviderAsksForPatienceTheRestIsNotTriedAndNotInDoubt() {
        provider.failing("one", FailureKind.OVERLOADED, Duration.ofSeconds(3));

        List<Handed> outcomes = stage.handOver(List.of(FakeProvider.turn(1, "one"), FakeProvider.turn(2, "two")));

        assertThat(outcomes)
                .allSatisfy(each -> assertThat(((Handed.Later) each).hold()).isEqualTo(Duration.ofSeconds(3)));
        assertThat(((Handed.Later) outcomes.getLast()).tried()).isFalse();
        assertThat(provider.stored()).isEmpty();
        assertThat(ledger.states()).containsExactly(State.IN_DOUBT);
    }

    @Test
    void operatorsSeeHowTheProviderFailedLastAndThatItIsOver() {
        provider.failing("one", FailureKind.OVERLOADED, Duration.ofSeconds(3));
        stage.handOver(List.of(FakeProvider.turn(1, "one")));
        assertThat(failures.of(provider.descriptor().name()).orElseThrow())
                .returns(FailureKind.OVERLOADED, LastFailures.Failure::kind)
                .returns(null, LastFailures.Failure::recoveredAt);

        provider.mended();
        stage.handOver(List.of(FakeProvider.turn(2, "two")));
        assertThat(failures.of(provider.descriptor().name()).orElseThrow().recoveredAt())
                .isNotNull();
    }

    @Test
    void aTurnThatIsRefusedForGoodIsNoFailureOfTheProvider() {
        provider.failing("one", FailureKind.REJECTED, null);
        stage.handOver(List.of(FakeProvider.turn(1, "one")));
        assertThat(failures.of(provider.descriptor().name())).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodIsNotedAndTriedAgainWhenItIsHandedOverAgain() {
        provider.failing("one", FailureKind.REJECTED, null);
        assertThat(stage.handOver(List.of(FakeProvider.turn(1, "one")))).hasOnlyElementsOfType(Handed.Refused.class);
        assertThat(ledger.states()).containsExactly(State.FAILED);

        provider.mended();
        stage.handle(List.of(FakeProvider.turn(1, "one")));

        assertThat(provider.stored()).containsExactly("one");
        assertThat(ledger.states()).containsExactly(State.DELIVERED);
    }

    @Test
    void whatWasForgottenMeanwhileIsNotSent() {
        ledger.forget(TurnKey.of(FakeProvider.turn(1, "one")));

        assertThat(stage.handOver(List.of(FakeProvider.turn(1, "one")))).hasOnlyElementsOfType(Handed.Settled.class);
        assertThat(provider.stored()).isEmpty();
    }

    @Test
    void aTurnThatIsForgottenWhileItIsSentIsForgottenByTheProviderToo() {
        Turn turn = FakeProvider.turn(1, "one");
        provider.onStore(_ -> ledger.forget(TurnKey.of(turn)));

        assertThat(stage.handOver(List.of(turn))).hasOnlyElementsOfType(Handed.Settled.class);
        assertThat(provider.stored()).containsExactly("one");
        assertThat(provider.holds(turn)).isFalse();
    }

    @Test
    void whatTheProviderCouldNotForgetIsHandedOverAgainUntilItHas() {
        Turn turn = FakeProvider.turn(1, "one");
        provider.onStore(_ -> ledger.forget(TurnKey.of(turn)));
        provider.failing("forget", FailureKind.UNAVAILABLE, null);
        assertThat(stage.handOver(List.of(turn))).hasOnlyElementsOfType(Handed.Later.class);
        assertThat(provider.holds(turn)).isTrue();

        provider.mended();

        assertThat(stage.handOver(List.of(turn))).hasOnlyElementsOfType(Handed.Settled.class);
        assertThat(provider.stored()).containsExactly("one");
        assertThat(provider.holds(turn)).isFalse();
    }

    @Test
    void theProviderIsNotAskedToForgetWhatItsErasureTellsItAnyway() {
        Turn turn = FakeProvider.turn(SessionRef.of("t", "erased", "s"), 1, "one");
        ledger.forget(TurnKey.of(turn));
        provider.failing("forget", FailureKind.UNAVAILABLE, null);

        assertThat(stage.handOver(List.of(turn))).hasOnlyElementsOfType(Handed.Settled.class);
    }

    @Test
    void pendingWorkThatFailsInAWayNobodyForesawLeavesTheOthersSettled() {
        ledger.put(new Delivery(TurnKey.of(FakeProvider.turn(1, "one")), State.PENDING, "lost-job", null));
        ledger.put(new Delivery(TurnKey.of(FakeProvider.turn(2, "one")), State.PENDING, "another", null));
        provider.onStore(turn -> {
            if (turn.position() == 1) {
                throw new IllegalStateException("nobody foresaw this");
            }
        });

        assertThat(stage.settlePending()).isEqualTo(1);
        assertThat(ledger.states()).containsExactly(State.PENDING, State.DELIVERED);
    }

    @Test
    void pendingWorkThatIsForgottenWhileItIsSentAgainIsForgottenByTheProviderToo() {
        Turn turn = FakeProvider.turn(1, "one");
        ledger.put(new Delivery(TurnKey.of(turn), State.PENDING, "lost-job", null));
        provider.onStore(_ -> ledger.forget(TurnKey.of(turn)));

        stage.settlePending();

        assertThat(provider.stored()).containsExactly("one");
        assertThat(provider.holds(turn)).isFalse();
    }

    @Test
    void aBackfillHearsOfWhatCouldNotBeDelivered() {
        provider.failing("one", FailureKind.UNAVAILABLE, null);

        assertThatThrownBy(() -> stage.repeat(List.of(FakeProvider.turn(1, "one"))))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }

    @Test
    void pendingWorkThatCameToNothingIsSentAgainAndStaysPendingUntilItIs() {
        Turn turn = FakeProvider.turn(1, "one");
        ledger.put(new Delivery(TurnKey.of(turn), State.PENDING, "lost-job", null));
        provider.failing("one", FailureKind.UNAVAILABLE, null);
        assertThat(stage.settlePending()).isZero();
        assertThat(ledger.states()).containsExactly(State.PENDING);

        provider.mended();

        assertThat(stage.settlePending()).isEqualTo(1);
        assertThat(provider.stored()).containsExactly("one");
        assertThat(ledger.states()).containsExactly(State.DELIVERED);
    }
}
