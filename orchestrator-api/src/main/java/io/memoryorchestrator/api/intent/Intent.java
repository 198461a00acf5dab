package io.memoryorchestrator.api.intent;

/** What one can ask of the orchestrator. The JSON form of each is described by a schema under {@code wire/v1}. */
public sealed interface Intent permits TurnCommitted, SessionSync, SessionBackfill, ContextFetch {

    IntentType type();

    /** {@code tenant:user:session}, with empty parts where the intent names none; the Kafka record key. */
    String key();
}
