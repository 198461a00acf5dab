package io.memoryorchestrator.api.intent;

import java.util.Locale;

/** Where a backfill sends stored turns again. */
public enum BackfillTarget {
    EMBEDDINGS,
    MEM0,
    CACHE;

    /** The name used in JSON and on the command line, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the name is none of these, naming what would be accepted */
    public static BackfillTarget fromWireName(String name) {
        for (BackfillTarget target : values()) {
            if (target.wireName().equalsIgnoreCase(name)) {
                return target;
            }
        }
        throw new IllegalArgumentException("targets must be of embeddings, mem0, cache");
    }
}
