package io.memoryorchestrator.server.flags;

/**
 * How a flag came out.
 *
 * @param variant {@code on} or {@code off}, or the provider's own word
 * @param reason why it came out so, in OpenFeature's words: STATIC for a rule of every tenant, TARGETING_MATCH for one of the
 *     tenant, SPLIT where a percentage decided, DEFAULT where nothing is set, STALE when the last known rules were used
 * @param snapshot names the state of all flags that was looked at
 * @param since names the last state in which this flag was changed; another one means that it was changed meanwhile
 */
public record FlagDecision(
        String flag, boolean enabled, String variant, String reason, String snapshot, String since) {}
