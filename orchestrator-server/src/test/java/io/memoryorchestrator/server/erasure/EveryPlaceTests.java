package io.memoryorchestrator.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.server.testing.UnaskedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EveryPlaceTests {
    private static final ForgetScope SCOPE = new ForgetScope.OfSession(SessionRef.of("t", "u", "s"));

    private final List<String> forgotten = new ArrayList<>();
    private boolean done = true;
    private final EveryPlace places = new EveryPlace(new Store(), List.of(new Provider()), List.of());

    @Test
    void whatEndedInAPlaceBeforeTheStoreHadForgottenIsForgottenThereAsWell() {
        places.forget(SCOPE);

        assertThat(forgotten).containsExactly("provider", "store", "provider");
    }

    @Test
    void theStoreForgetsNothingWhileAPlaceIsNotDone() {
        done = false;

        assertThatThrownBy(() -> places.forget(SCOPE))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED));
        assertThat(forgotten).containsExactly("provider");
    }

    private static AdapterDescriptor named(String name) {
        return new AdapterDescriptor(name, Set.of(), Duration.ZERO, true);
    }

    private final class Store extends UnaskedStore {
        @Override
        public AdapterDescriptor descriptor() {
            return named("store");
        }

        @Override
        public ForgetReceipt forget(ForgetScope scope) {
            forgotten.add("store");
            return new ForgetReceipt(Map.of(), true);
        }
    }

    private final class Provider implements MemoryAdapter {
        @Override
        public AdapterDescriptor descriptor() {
            return named("provider");
        }

        @Override
        public List<TurnReceipt> store(List<Turn> turns) {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public ForgetReceipt forget(ForgetScope scope) {
            forgotten.add("provider");
            return new ForgetReceipt(Map.of(), done);
        }

        @Override
        public AdapterHealth check() {
            throw new UnsupportedOperationException("not asked here");
        }

        @Override
        public void close() {}
    }
}
