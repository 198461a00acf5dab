package io.memoryorchestrator.api.intent;

/** The four intents, with every name they go by. */
public enum IntentType {
    TURN_COMMITTED("onTurnCommitted", "turn-committed"),
    SESSION_SYNC("syncSession", "session-sync"),
    SESSION_BACKFILL("backfillSession", "session-backfill"),
    CONTEXT_FETCH("fetchContext", "context-fetch");

    /** The only major version of the wire format there is so far. */
    public static final int VERSION = 1;

    private static final String EVENT_PREFIX = "io.memoryorchestrator.";

    private final String intentName;
    private final String family;

    IntentType(String intentName, String family) {
        this.intentName = intentName;
        this.family = family;
    }

    /** As users say it: {@code onTurnCommitted}. */
    public String intentName() {
        return intentName;
    }

    /** The topic it travels on: {@code memory.turn-committed.v1}. */
    public String topic() {
        return "memory." + family + ".v" + VERSION;
    }

    /** Its CloudEvents type: {@code io.memoryorchestrator.turn-committed.v1}. */
    public String eventType() {
        return EVENT_PREFIX + family + ".v" + VERSION;
    }

    /**
     * Reads an intent name or a CloudEvents type.
     *
     * @throws UnsupportedVersionException when the family is known and its major version is not: it is refused and
     *     never guessed at
     * @throws IllegalArgumentException when it is no intent at all
     */
    public static IntentType parse(String name) {
        for (IntentType type : values()) {
            if (type.intentName.equals(name) || type.eventType().equals(name)) {
                return type;
            }
            String stem = EVENT_PREFIX + type.family + ".v";
            if (name.startsWith(stem)) {
                throw new UnsupportedVersionException(type, name.substring(stem.length()));
            }
        }
        throw new IllegalArgumentException(
                "type must be one of onTurnCommitted, syncSession, backfillSession, fetchContext");
    }
}
