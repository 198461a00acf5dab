package io.memoryorchestrator.server.queue;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the removal of one user's records is: which round of topics is being read past, and where their partitions ended
 * when it began. Rounds before it need no note, for their records are gone.
 */
final class PurgeNotes {
    private static final String ROUND = "round";
    private static final String BEGUN = "begun";

    private int round;
    private @Nullable Map<TopicPartition, Long> ends;

    private PurgeNotes(int round, @Nullable Map<TopicPartition, Long> ends) {
        this.round = round;
        this.ends = ends;
    }

    /** @param noted what {@link #toMap} gave; empty at the first attempt */
    static PurgeNotes of(Map<String, Long> noted) {
        int round = Math.toIntExact(noted.getOrDefault(ROUND, 0L));
        if (!noted.containsKey(BEGUN)) {
            return new PurgeNotes(round, null);
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        noted.forEach((name, end) -> {
            int dash = name.lastIndexOf('-');
            if (dash > 0) {
                ends.put(new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1))), end);
            }
        });
        return new PurgeNotes(round, ends);
    }

    Map<String, Long> toMap() {
        Map<String, Long> noted = new HashMap<>();
        noted.put(ROUND, (long) round);
        if (ends != null) {
            noted.put(BEGUN, 1L);
            ends.forEach((partition, end) -> noted.put(partition.toString(), end));
        }
        return noted;
    }

    int round() {
        return round;
    }

    boolean isBegun() {
        return ends != null;
    }

    void begin(Map<TopicPartition, Long> now) {
        ends = now;
    }

    Map<TopicPartition, Long> ends() {
        return ends == null ? Map.of() : ends;
    }

    void next() {
        round++;
        ends = null;
    }
}
