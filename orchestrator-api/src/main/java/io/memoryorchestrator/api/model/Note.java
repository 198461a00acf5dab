package io.memoryorchestrator.api.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory that a provider distilled from turns (a fact, a preference, a summary). Its text is untrusted data.
 *
 * @param id the provider's id
 * @param user the owner, as the provider's record says and the adapter verified
 * @param text what is remembered
 * @param score the provider's own score, higher is better; comparable only within one result list
 * @param createdAt when the provider made it, or null where it does not say
 * @param metadata the provider's metadata
 */
public record Note(
        String id,
        UserRef user,
        String text,
        double score,
        @Nullable Instant createdAt,
        Map<String, @Nullable Object> metadata) {}
