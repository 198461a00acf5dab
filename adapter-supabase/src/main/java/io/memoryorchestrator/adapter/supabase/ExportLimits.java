package io.memoryorchestrator.adapter.supabase;

import java.time.Duration;

/**
 * What exports may take from everybody else: each holds a connection as long as its reader reads.
 *
 * @param atOnce exports that run at once in this process
 * @param longest after which an export breaks off, whatever its reader does
 */
record ExportLimits(int atOnce, Duration longest) {
    private static final int SHARE = 4;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** A quarter of the pool, so that slow readers leave the rest to requests. */
    static ExportLimits within(int poolSize) {
        return new ExportLimits(Math.max(1, poolSize / SHARE), LONGEST);
    }
}
