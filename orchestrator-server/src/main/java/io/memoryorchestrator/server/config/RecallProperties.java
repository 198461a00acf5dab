package io.memoryorchestrator.server.config;

import io.memoryorchestrator.server.recall.HalfLives;
import io.memoryorchestrator.server.recall.RecallSettings;
import io.memoryorchestrator.server.recall.TenantWeights;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How questions are answered.
 *
 * @param deadline answer by then with what there is, where a request does not say
 * @param tokenBudget size of the rendered block, where a request does not say
 * @param usesCountedOneIn of so many answers one has its turns counted as used, for all of them; 1 counts every one
 * @param halfLife {@code half-life.<kind>}: after how long what happened counts half as new, for the kinds {@code turn}
 *     (30d when not set), {@code note} (90d), {@code summary} (90d), {@code fact} (180d) and {@code entity} (365d)
 * @param weights {@code weights.<name>}: what a feature of ranking counts, by the names in the weights file such as
 *     {@code recency}, {@code importance}, {@code speaker}; the fitted weights when not set
 * @param tenants {@code tenants.<tenant>.<name>}: the same for one tenant, on top of these; a request's own
 *     {@code weights} go before both
 */
record RecallProperties(
        @DefaultValue("300ms") @NotNull Duration deadline,
        @DefaultValue("2000") @Min(1) @Max(1_000_000) int tokenBudget,
        @DefaultValue("1") @Min(1) @Max(1_000) int usesCountedOneIn,
        @DefaultValue Map<String, Duration> halfLife,
        @DefaultValue Map<String, Double> weights,
        @DefaultValue Map<String, Map<String, Double>> tenants) {

    RecallSettings settings() {
        RecallSettings usual = RecallSettings.defaults();
        return new RecallSettings(
                deadline,
                tokenBudget,
                usual.candidates(),
                usual.recentTurns(),
                HalfLives.with(halfLife),
                TenantWeights.of(weights, tenants));
    }

    @AssertTrue(
            message = "orchestrator.recall.half-life knows the kinds entity, fact, note, summary and turn,"
                    + " each with a second or more")
    boolean isHalfLifeGood() {
        return accepted(() -> HalfLives.with(halfLife));
    }

    @AssertTrue(
            message = "orchestrator.recall.weights and tenants take numbers from -1000 to 1000 under the names in"
                    + " weights.properties, such as recency, importance, speaker, words-window, meaning")
    boolean isWeightsGood() {
        return accepted(() -> TenantWeights.of(weights, tenants));
    }

    private static boolean accepted(Supplier<?> values) {
        try {
            return values.get() != null;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
