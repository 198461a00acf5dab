package io.memoryorchestrator.server.wire;

import io.memoryorchestrator.api.canonical.FlagLedger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an operator asks a flag to be.
 *
 * @param enabled null when not said
 * @param paused null when not said
 * @param tenantId {@link FlagLedger#EVERY_TENANT} when not said
 * @param percentage 100 when not said
 */
public record FlagChange(
        @Nullable Boolean enabled, @Nullable Boolean paused, String tenantId, int percentage, String reason) {
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_TENANT = 200;

    /**
     * Reads {@code {enabled | paused, tenant?, percentage?, reason}}.
     *
     * @param canonical whether the flag is the canonical store's, which can be paused and never off
     * @throws WireException naming every field that is wrong
     */
    public static FlagChange read(JsonNode body, boolean canonical) {
        JsonFields fields = JsonFields.of(body);
        Boolean enabled = fields.has("enabled") ? fields.flag("enabled") : null;
        Boolean paused = fields.has("paused") ? fields.flag("paused") : null;
        String tenant = fields.text("tenant");
        Integer percentage = fields.smallInteger("percentage");
        String reason = fields.requiredText("reason");
        if (canonical) {
            refuse(
                    fields,
                    "enabled",
                    enabled,
                    "does not fit the canonical store: it cannot be off; send paused instead");
            refuse(
                    fields,
                    "tenant",
                    tenant,
                    "does not fit the canonical store: it is paused for everybody or not at all");
            refuse(fields, "percentage", percentage, "does not fit the canonical store: it is paused or not");
            require(fields, "paused", paused);
        } else {
            refuse(fields, "paused", paused, "is for the canonical store; send enabled instead");
            require(fields, "enabled", enabled);
        }
        if (percentage != null && (percentage < 0 || percentage > 100)) {
            fields.fault("percentage", "must lie between 0 and 100");
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            fields.fault("reason", "must have at most " + LONGEST_REASON + " characters");
        }
        if (tenant != null && (tenant.isBlank() || tenant.length() > LONGEST_TENANT)) {
            fields.fault("tenant", "must have 1 to " + LONGEST_TENANT + " characters");
        }
        fields.check();
        return new FlagChange(
                enabled,
                paused,
                Objects.requireNonNullElse(tenant, FlagLedger.EVERY_TENANT),
                Objects.requireNonNullElse(percentage, 100),
                Objects.requireNonNullElse(reason, ""));
    }

    private static void require(JsonFields fields, String name, @Nullable Boolean value) {
        if (value == null) {
            fields.fault(name, "is required, true or false");
        }
    }

    private static void refuse(JsonFields fields, String name, @Nullable Object value, String why) {
        if (value != null) {
            fields.fault(name, why);
        }
    }
}
