package io.memoryorchestrator.server.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.Flags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EveryProviderTests {
    private final FakeProvider one = new FakeProvider();
    private final FakeProvider other = new FakeProvider();
    private final Stage all = new EveryProvider(List.of(stage(one), stage(other)));

    @Test
    void eachProviderGetsEachTurn() {
        all.repeat(List.of(FakeProvider.turn(1, "one"), FakeProvider.turn(2, "two")));

        assertThat(one.stored()).containsExactly("one", "two");
        assertThat(other.stored()).containsExactly("one", "two");
    }

    @Test
    void aProviderThatRefusesOrIsAwayKeepsNothingFromTheOthersAndTheBackfillTriesAgain() {
        one.failing("one", FailureKind.REJECTED, null);
        assertThatThrownBy(() -> all.repeat(List.of(FakeProvider.turn(1, "one"))))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED));
        assertThat(other.stored()).containsExactly("one");

        one.failing("two", FailureKind.REJECTED, null);
        other.failing("two", FailureKind.UNAVAILABLE, null);
        assertThatThrownBy(() -> all.repeat(List.of(FakeProvider.turn(2, "two"))))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }

    private static ProviderStage stage(FakeProvider provider) {
        Flags flags = new Flags(OpenFeatureAPI.createIsolated().getClient(), Map.of("fake", true));
        return new ProviderStage(
                provider,
                new FakeLedger(),
                (user, ids) -> provider.known(ids),
                new ErasedUsers(_ -> false),
                new FlagGate("fake", flags, (adapter, decisions) -> {}),
                Duration.ofMinutes(1),
                new LastFailures(Clock.systemUTC()),
                new SimpleMeterRegistry());
    }
}
