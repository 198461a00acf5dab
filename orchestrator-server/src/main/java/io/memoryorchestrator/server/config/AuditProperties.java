package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is put on record.
 *
 * @param reads whether reads over HTTP are put on record, and not changes alone
 * @param days that the audit is kept
 */
record AuditProperties(
        @DefaultValue("true") boolean reads,
        @DefaultValue("400") @Min(1) @Max(36_500) int days) {}
