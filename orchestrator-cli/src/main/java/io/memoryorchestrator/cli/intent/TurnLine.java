package io.memoryorchestrator.cli.intent;

import tools.jackson.databind.node.ObjectNode;

/**
 * One turn of a transcript, with the fields of onTurnCommitted.
 *
 * @param number its line, from 1
 */
record TurnLine(long number, ObjectNode turn) {

    /** The tenant the server takes where none is named, unless it is configured otherwise. */
    private static final String DEFAULT_TENANT = "default";

    /** {@code tenant:user:session}, which decides the partition: turns of one session stay in order. */
    String key() {
        return text("tenantId", DEFAULT_TENANT) + ":" + text("userId", "") + ":" + text("sessionId", "");
    }

    private String text(String field, String absent) {
        return turn.path(field).asString(absent);
    }
}
