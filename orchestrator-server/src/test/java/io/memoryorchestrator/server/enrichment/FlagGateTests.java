package io.memoryorchestrator.server.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.canonical.FlagLedger.Decision;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.flags.KnownFlags;
import io.memoryorchestrator.server.flags.LedgerSource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlagGateTests {
    private final KnownFlags ledger = new KnownFlags();
    private final LedgerSource source =
            new LedgerSource(() -> ledger, "store", new LastFailures(Clock.systemUTC()), Clock.systemUTC());
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private Flags flags = new Flags(api.getClient(), Map.of());

    @BeforeEach
    void begin() {
        api.setProviderAndWait(source.provider());
        flags = new Flags(api.getClient(), Map.of("mem0", false));
    }

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void theOnesOfATenantThatIsOnAreLetInAndEveryDecisionIsNoted() {
        ledger.set("mem0", "acme", true, 100);
        source.load();
        FlagGate gate = new FlagGate("mem0", flags, ledger::note);
        Turn in = turn("acme", 1);
        Turn out = turn("other", 2);

        assertThat(gate.letIn(List.of(in, out))).containsExactly(in);
        assertThat(ledger.noted)
                .containsExactly(
                        new Decision(TurnKey.of(in), true, "1", "on", "TARGETING_MATCH"),
                        new Decision(TurnKey.of(out), false, "1", "off", "DEFAULT"));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void aGateThatLetsNobodyInIsNotOpen() {
        ledger.set("mem0", FlagLedger.EVERY_TENANT, false, 100);
        source.load();

        FlagGate gate = new FlagGate("mem0", flags, ledger::note);

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.letIn(List.of(turn("acme", 1)))).isEmpty();
    }

    @Test
    void whatCannotBeNotedIsNotDecided() {
        ledger.set("mem0", FlagLedger.EVERY_TENANT, true, 100);
        source.load();
        FlagGate gate = new FlagGate("mem0", flags, (adapter, decisions) -> {
            throw new AdapterException("store", FailureKind.UNAVAILABLE, "away", null);
        });

        assertThatThrownBy(() -> gate.letIn(List.of(turn("acme", 1)))).isInstanceOf(AdapterException.class);
    }

    private static Turn turn(String tenant, long position) {
        SessionRef session = SessionRef.of(tenant, "ada", "s");
        return new Turn(
                TurnId.ofContent(session, position, Role.USER, "word"),
                session,
                position,
                Role.USER,
                "word",
                Instant.EPOCH,
                TurnLabels.NONE,
                Map.of(),
                Turn.DEFAULT_IMPORTANCE,
                null);
    }
}
