package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.api.intent.TurnStored;
import java.util.ArrayList;
import java.util.List;

/** Every topic there is. */
final class Topics {
    static final String TURN_COMMITTED = IntentType.TURN_COMMITTED.topic();
    static final String SESSION_SYNC = IntentType.SESSION_SYNC.topic();
    static final String SESSION_BACKFILL = IntentType.SESSION_BACKFILL.topic();
    static final String CONTEXT_FETCH = IntentType.CONTEXT_FETCH.topic();
    static final String CONTEXT_FETCHED = "memory.context-fetched.v1";
    static final String TURN_STORED = TurnStored.TOPIC;

    private static final List<String> READ_HERE =
            List.of(TURN_COMMITTED, SESSION_SYNC, SESSION_BACKFILL, CONTEXT_FETCH, TURN_STORED);

    private Topics() {}

    static String dead(String topic) {
        return topic + ".dead";
    }

    static String ofDead(String topic) {
        return topic.substring(0, topic.length() - ".dead".length());
    }

    /** Topics of intents, events and replies. */
    static List<String> live() {
        List<String> topics = new ArrayList<>(READ_HERE);
        topics.add(CONTEXT_FETCHED);
        return topics;
    }

    /** What comes in. */
    static List<String> intents() {
        return List.of(TURN_COMMITTED, SESSION_SYNC, SESSION_BACKFILL, CONTEXT_FETCH);
    }

    /** What is made of it. */
    static List<String> outcomes() {
        return List.of(TURN_STORED, CONTEXT_FETCHED);
    }

    /** Whether events of stored turns wait there for another try (docs/adr/0014). */
    static boolean isRetry(String topic) {
        return topic.startsWith(TURN_STORED + ".retry-");
    }

    static boolean isOurs(String topic) {
        return live().contains(topic) || dead().contains(topic) || isRetry(topic);
    }

    static List<String> dead() {
        return READ_HERE.stream().map(Topics::dead).toList();
    }
}
