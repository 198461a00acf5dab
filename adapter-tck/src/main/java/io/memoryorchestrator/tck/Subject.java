package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.AdapterDescriptor;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.TurnReceipt;
import io.memoryorchestrator.tck.fixture.Scope;
import java.util.List;

/**
 * The adapter under test, as one test sees it: with owners of its own and the adapter's hooks at hand.
 *
 * @param adapter shared by the tests of the class; a test that breaks or closes one makes its own
 * @param scope new for this test
 */
public record Subject(Conformance supplied, MemoryAdapter adapter, Scope scope) {

    AdapterDescriptor descriptor() {
        return adapter.descriptor();
    }

    <T> T as(Class<T> ability) {
        return ability.cast(adapter);
    }

    /** The scope's session, ready for use. */
    SessionRef session() {
        return ready(scope.session());
    }

    SessionRef ready(SessionRef session) {
        supplied.reset(adapter, session);
        return session;
    }

    /** Stores turns and waits until they can be read. */
    List<TurnReceipt> store(List<Turn> turns) {
        List<TurnReceipt> receipts = adapter.store(turns);
        assertThat(receipts).as("one receipt for each turn").hasSameSizeAs(turns);
        supplied.settle(adapter);
        return receipts;
    }

    List<TurnReceipt> store(Turn... turns) {
        return store(List.of(turns));
    }

    Sight sight() {
        return Sight.of(adapter);
    }

    void needs(Ability ability) {
        if (!descriptor().has(ability)) {
            throw new NotOffered("The adapter does not declare " + ability);
        }
    }

    void needsPermanence() {
        if (!descriptor().permanent()) {
            throw new NotOffered("The adapter is not permanent");
        }
    }
}
