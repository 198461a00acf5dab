package io.memoryorchestrator.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.IntentLedger;
import io.memoryorchestrator.api.intent.IntentReport;
import io.memoryorchestrator.api.intent.IntentStatus;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.gateway.Settling.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlingTests {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Ledger ledger = new Ledger();

    @Test
    void whatIsSettledIsTold() {
        ledger.statuses.putAll(Map.of(
                "a", IntentStatus.STORED,
                "b", IntentStatus.ENRICHED,
                "c", IntentStatus.SKIPPED,
                "d", IntentStatus.FAILED));

        assertThat(settling(Duration.ofSeconds(5)).await(List.of("a", "b", "c", "d")))
                .isEqualTo(Map.of("a", Outcome.STORED, "b", Outcome.STORED, "c", Outcome.SKIPPED, "d", Outcome.FAILED));
    }

    @Test
    void anIntentThatIsSettledMeanwhileIsWaitedFor() {
        ledger.statuses.put("a", IntentStatus.ACCEPTED);
        ledger.storedAfterLooks = 3;

        assertThat(settling(Duration.ofSeconds(5)).await(List.of("a"))).isEqualTo(Map.of("a", Outcome.STORED));
    }

    @Test
    void waitingEndsAndWhatIsNotSettledIsLeftOut() {
        ledger.statuses.putAll(Map.of("a", IntentStatus.STORED, "b", IntentStatus.ACCEPTED));

        assertThat(settling(Duration.ofMillis(30)).await(List.of("a", "b"))).isEqualTo(Map.of("a", Outcome.STORED));
    }

    private Settling settling(Duration patience) {
        return new Settling(ledger, "model", patience);
    }

    private static final class Ledger implements IntentLedger {
        private final Map<String, IntentStatus> statuses = new HashMap<>();
        private int storedAfterLooks = Integer.MAX_VALUE;

        @Override
        public List<Acceptance> accept(List<Entry> entries) {
            throw new AssertionError("nothing is accepted here");
        }

        @Override
        public void settle(Collection<Settlement> settlements) {
            throw new AssertionError("nothing is settled here");
        }

        @Override
        public Optional<IntentReport> report(String intentId, String embeddingModelId) {
            IntentStatus status = --storedAfterLooks <= 0 ? IntentStatus.STORED : statuses.get(intentId);
            return Optional.ofNullable(status)
                    .map(known -> new IntentReport(
                            intentId,
                            IntentType.TURN_COMMITTED,
                            null,
                            known,
                            null,
                            NOW,
                            NOW,
                            List.of(),
                            List.of(),
                            null));
        }
    }
}
