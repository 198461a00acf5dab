package io.memoryorchestrator.api.intent;

/** How far an intent has come. */
public enum IntentStatus {
    /** The broker has it. */
    ACCEPTED,
    /** The canonical store has committed its effect. */
    STORED,
    /** Everything that follows a commit has been done too. */
    ENRICHED,
    /** Handled without anything to store; the reason says why. */
    SKIPPED,
    /** It will not be stored; the reason says why, and the dead letter has the redacted record. */
    FAILED
}
