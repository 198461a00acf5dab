package io.memoryorchestrator.server.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When what is done.
 *
 * @param days that tenants without a rule of their own keep memory; null for ever
 * @param interval between two runs of retention
 * @param auditDays how long the audit is kept
 */
public record HousekeepingSettings(@Nullable Integer days, Duration interval, int auditDays) {}
