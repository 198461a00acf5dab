package io.memoryorchestrator.api.intent;

import java.util.Locale;

/** The independent lists that a context is made from. */
public enum ContextPart {
    /** The last turns of the conversation going on. */
    RECENT,
    /** Turns by their words. */
    WORDS,
    /** Turns by their vectors. */
    VECTORS,
    /** Summaries, facts and entities of memory nodes. */
    NODES,
    /** A provider's notes. */
    MEM0;

    /** The name used in JSON, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the name is none of these, naming what would be accepted */
    public static ContextPart fromWireName(String name) {
        for (ContextPart part : values()) {
            if (part.wireName().equalsIgnoreCase(name)) {
                return part;
            }
        }
        throw new IllegalArgumentException("include must be of recent, words, vectors, nodes, mem0");
    }
}
