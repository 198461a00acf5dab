package io.memoryorchestrator.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptJsonTests {
    private static final Instant ASKED = Instant.parse("2026-03-01T12:00:00Z");

    private final ReceiptJson json = new ReceiptJson(Duration.ofDays(30), Duration.ofDays(14));

    @Test
    void recordsThatAreGoneLeaveBytesForADay() {
        Map<?, ?> broker = broker(Map.of("topics", Step.done(Map.of("partitions", 3L))));

        assertThat(broker.get("how")).asString().contains("can be read by nobody any more");
        assertThat(broker.get("until")).isEqualTo("2026-03-02T13:00:00Z");
    }

    @Test
    void recordsThatTheBrokerKeepsCanBeReadUntilTheirRetentionEnds() {
        Step refused = new Step(Step.State.DONE, Map.of(), "the broker does not let records be deleted");

        Map<?, ?> broker = broker(Map.of("topics", refused));

        assertThat(broker.get("how")).asString().contains("can be read until their retention ends");
        assertThat(broker.get("until")).isEqualTo("2026-03-16T13:00:00Z");
    }

    @Test
    void asLongAsTheTopicsAreNotDoneNothingIsPromisedAboutThem() {
        assertThat(broker(Map.of()).get("how")).asString().contains("until the step topics is done");
        assertThat(broker(Map.of("topics", Step.pending("somebody is behind"))).get("until"))
                .isEqualTo("2026-03-16T13:00:00Z");
    }

    private Map<?, ?> broker(Map<String, Step> steps) {
        var receipt = new Receipt(UUID.randomUUID(), ASKED, null, Map.of(), steps);
        var places = (List<?>) Objects.requireNonNull(json.of(receipt).get("agesOut"));
        assertThat(places).hasSize(2);
        Map<?, ?> broker = (Map<?, ?>) places.getFirst();
        assertThat(broker.get("place")).isEqualTo("files of the broker");
        return broker;
    }
}
