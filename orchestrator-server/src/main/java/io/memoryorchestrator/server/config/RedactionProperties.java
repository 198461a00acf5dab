package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.pii.CustomPattern;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.server.redaction.Matching;
import io.memoryorchestrator.server.redaction.RedactionPolicies;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of personal data.
 *
 * @param enabled whether personal data is taken out; off is for measuring what redaction costs, and nothing else
 * @param actions {@code actions.<type>}: {@code redact}, {@code mask} (the last four stay), {@code pseudonymise} or
 *     {@code keep}, for types such as {@code email}, {@code phone}, {@code person}; the standard policy when not set
 * @param tenants {@code tenants.<tenant>.<type>}: the same for one tenant; a name of other than small letters, digits
 *     and dashes goes in brackets, {@code tenants[Acme_1].email}
 * @param pseudonymKey secret that each tenant's pseudonyms are made with, at least 16 bytes; needed for
 *     {@code pseudonymise}, and another key makes other pseudonyms
 * @param minConfidence {@code min-confidence.<type>}: how sure a finding must be, 0 to 1; 0.5 when not set, for
 *     {@code address} 0.8, which is somebody's home rather than a shop
 * @param patterns {@code patterns.<name>}: a pattern of your own in RE2 syntax, whose matches are taken out as
 *     {@code [CUSTOM]}; the name is what they are counted under
 */
record RedactionProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Map<PiiType, PiiAction> actions,
        @DefaultValue Map<String, Map<PiiType, PiiAction>> tenants,
        @Nullable Secret pseudonymKey,

        @DefaultValue
        Map<
                        PiiType,
                        @DecimalMin(value = "0", message = "must lie between 0 and 1")
                        @DecimalMax(value = "1", message = "must lie between 0 and 1") Double>
                minConfidence,

        @DefaultValue Map<String, @LinearPattern String> patterns,
        @DefaultValue @Valid @NestedConfigurationProperty RedactionEntitiesProperties entities) {

    private static final int SHORTEST_KEY = 16;

    @AssertTrue(
            message = "something is to be pseudonymised, which needs orchestrator.redaction.pseudonym-key"
                    + " with at least 16 bytes; set it, or choose redact or mask")
    boolean isPseudonymKeyGood() {
        return !pseudonymises() || length(pseudonymKey) >= SHORTEST_KEY;
    }

    RedactionPolicies policies() {
        List<CustomPattern> compiled = patterns.entrySet().stream()
                .map(pattern -> CustomPattern.of(pattern.getKey(), pattern.getValue()))
                .toList();
        return new RedactionPolicies(
                actions, tenants, new Matching(minConfidence, compiled), pseudonymises() ? pseudonymKey : null);
    }

    private boolean pseudonymises() {
        return actions.containsValue(PiiAction.PSEUDONYMISE)
                || tenants.values().stream().anyMatch(own -> own.containsValue(PiiAction.PSEUDONYMISE));
    }

    private static int length(@Nullable Secret key) {
        return key == null ? 0 : key.reveal().getBytes(StandardCharsets.UTF_8).length;
    }
}
