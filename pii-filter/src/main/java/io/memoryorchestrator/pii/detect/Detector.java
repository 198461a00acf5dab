package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.PiiType;

/**
 * Recognises one kind of identifier. Stateless; looks only at a bounded stretch around a hit, so that the whole pass stays linear.
 */
interface Detector {

    /** The types this detector can report, one bit per ordinal. It is not run when a policy keeps all of them. */
    long types();

    /** The kinds of {@linkplain Hits hit} it wants to see, one bit each. */
    int hits();

    /**
     * Looks at one hit and reports what it finds.
     *
     * @param scan the text, and where to report
     * @param kind the kind of hit
     * @param at where the hit is
     * @param detail the hit's detail
     */
    void inspect(Scan scan, int kind, int at, int detail);

    /** The bit of a type. */
    static long bit(PiiType type) {
        return 1L << type.ordinal();
    }

    /** The bit of a kind of hit. */
    static int on(int kind) {
        return 1 << kind;
    }
}
