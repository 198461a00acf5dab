package io.memoryorchestrator.adapter.mem0.scripted;

import java.util.Arrays;
import java.util.List;

/** The ways in which a scripted Mem0 can treat one request. */
public enum Fault {
    /** Does what was asked. */
    NONE,
    /** 500 without having done anything. */
    SERVER_ERROR,
    /** 502 after having done it: the answer is the lie. */
    ERROR_AFTER_DOING,
    /** 503 with {@code Retry-After}. */
    UNAVAILABLE,
    /** 429 with {@code Retry-After}. */
    TOO_MANY,
    /** 401. */
    KEY_REFUSED,
    /** 422: the request itself is wrong, and would be again. */
    INVALID,
    /** Says nothing until the client has gone, having done nothing. */
    SILENCE,
    /** Does it, and says nothing until the client has gone. */
    SILENCE_AFTER_DOING,
    /** Does it, and sends the answer byte by byte, forever. */
    TRICKLE,
    /** Does it, and closes the connection in mid-answer. */
    CUT,
    /** 200 with a page in HTML, having done nothing. */
    HTML,
    /** Does it, but names something else in the answer. */
    WRONG_ID,
    /** 200 as if done, having done nothing. */
    STORED_NOTHING,
    /** Accepts the add; its event ends FAILED without a memory. On a server that works at once like SERVER_ERROR. */
    FAILS_LATER;

    /** All that pass by themselves: a refused key needs somebody to act, and an invalid request stays invalid. */
    public static List<Fault> passing() {
        return Arrays.stream(values())
                .filter(fault -> fault != NONE && fault != KEY_REFUSED && fault != INVALID)
                .toList();
    }
}
