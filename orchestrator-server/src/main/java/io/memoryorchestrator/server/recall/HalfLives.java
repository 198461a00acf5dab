package io.memoryorchestrator.server.recall;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * After how long what is remembered counts half as new, by its kind: what was said in passing grows old sooner than what
 * has been distilled from it.
 *
 * @param byKind for the kinds of items that are handed out
 */
public record HalfLives(Map<String, Duration> byKind) {

    private static final Duration OF_OTHERS = Duration.ofDays(90);

    /** Chosen, not measured: within the same month newer wins a tie, and a fact does so within half a year. */
    private static final Map<String, Duration> USUAL = Map.of(
            "turn", Duration.ofDays(30),
            "note", Duration.ofDays(90),
            "summary", Duration.ofDays(90),
            "fact", Duration.ofDays(180),
            "entity", Duration.ofDays(365));

    public HalfLives {
        byKind = Map.copyOf(byKind);
        byKind.forEach((kind, halfLife) -> {
            if (!USUAL.containsKey(kind)) {
                throw new IllegalArgumentException(
                        "there is no kind " + kind + "; there are entity, fact, note, summary, turn");
            }
            if (halfLife.toSeconds() < 1) {
                throw new IllegalArgumentException("the half-life of a " + kind + " must be a second or more");
            }
        });
    }

    public static HalfLives usual() {
        return new HalfLives(USUAL);
    }

    /**
     * The usual ones with differences.
     *
     * @throws IllegalArgumentException when a kind is unknown or a half-life too short
     */
    public static HalfLives with(Map<String, Duration> changed) {
        Map<String, Duration> all = new HashMap<>(USUAL);
        all.putAll(changed);
        return new HalfLives(all);
    }

    Duration of(String kind) {
        return byKind.getOrDefault(kind, OF_OTHERS);
    }
}
