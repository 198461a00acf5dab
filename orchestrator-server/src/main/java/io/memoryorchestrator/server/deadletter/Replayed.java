package io.memoryorchestrator.server.deadletter;

import java.util.List;
import java.util.Locale;

/**
 * What a replay did, or, as a dry run, would do.
 *
 * @param left selected letters that the limit left for the next call
 */
public record Replayed(boolean dryRun, List<Step> steps, int left) {
    public Replayed {
        steps = List.copyOf(steps);
    }

    public long count(Outcome outcome) {
        return steps.stream().filter(step -> step.outcome() == outcome).count();
    }

    /** One letter. */
    public record Step(String id, String topic, String reason, Outcome outcome) {}

    /** What can become of a letter that is replayed. */
    public enum Outcome {
        REPLAYED,
        /** Its user is erased, so it is not sent and will not be asked about again. */
        SUPPRESSED,
        /** Its value was not text and so was not kept, or nobody vouches for it; it stays until it is discarded. */
        WITHHELD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
