package io.memoryorchestrator.server.queue;

import java.util.List;

/**
 * Where replies may go: to the usual topic, and to those allowed by name, or by how their name begins where an entry ends in
 * {@code *}. Whoever may ask must not thereby make the server write to any topic; to its own it writes nothing else in any case.
 */
record ReplyTopics(List<String> allowed) {
    ReplyTopics {
        allowed = List.copyOf(allowed);
    }

    boolean allow(String topic) {
        return topic.equals(Topics.CONTEXT_FETCHED)
                || (!Topics.isOurs(topic) && allowed.stream().anyMatch(each -> matches(each, topic)));
    }

    private static boolean matches(String allowed, String topic) {
        return allowed.endsWith("*")
                ? topic.startsWith(allowed.substring(0, allowed.length() - 1))
                : topic.equals(allowed);
    }
}
