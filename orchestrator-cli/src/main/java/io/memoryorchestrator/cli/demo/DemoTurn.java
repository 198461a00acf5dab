package io.memoryorchestrator.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A turn of the demonstration's conversation.
 *
 * @param via how it is sent: {@code http}, {@code kafka} or {@code sync}
 */
record DemoTurn(
        String user,
        String via,
        String sessionId,
        String turnId,
        long seq,
        String role,
        String content,
        String occurredAt) {

    /** The fields of onTurnCommitted. */
    Map<String, Object> intent() {
        Map<String, Object> intent = owner();
        intent.putAll(told());
        return intent;
    }

    Map<String, Object> owner() {
        Map<String, Object> owner = new LinkedHashMap<>();
        owner.put("userId", user);
        owner.put("sessionId", sessionId);
        return owner;
    }

    /** The fields of a turn inside a transcript. */
    Map<String, Object> told() {
        Map<String, Object> turn = new LinkedHashMap<>();
        turn.put("turnId", turnId);
        turn.put("seq", seq);
        turn.put("role", role);
        turn.put("content", content);
        turn.put("occurredAt", occurredAt);
        return turn;
    }
}
