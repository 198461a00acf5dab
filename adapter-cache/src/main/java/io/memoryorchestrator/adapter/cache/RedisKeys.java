package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.model.UserRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The names of a user's keys. The user is the hash tag, so that all keys of one are on one node of a cluster, and only as a
 * digest: some keys outlive an erasure for a while, and must not say whose it was. Keys of an era are never read in another.
 *
 * @param root {@code memory-orchestrator:2:era:{digest}}; the number is the version of what the keys hold
 */
record RedisKeys(String root) {

    private static final String PREFIX = "memory-orchestrator:2:";

    static RedisKeys of(String era, UserRef user) {
        return new RedisKeys(PREFIX + era + ":{" + digest(user) + "}");
    }

    /** A pattern for every key of an era; a run id has no character that a pattern would read otherwise. */
    static String all(String era) {
        return PREFIX + era + ":{*";
    }

    /** Whether a key holds something of a session, rather than of its user; ids are encoded and hold no colon. */
    static boolean isTailOrLease(String key) {
        String rest = key.substring(key.indexOf('}') + 1);
        return rest.startsWith(":tail:") || rest.startsWith(":lease:");
    }

    /** A hash: {@code version}, new with each change; {@code generation}, the user's when it was loaded; {@code tail}. */
    String tail(SessionRef session) {
        return root + ":tail:" + encode(session.sessionId());
    }

    /** Whose load may be kept. */
    String lease(SessionRef session) {
        return root + ":lease:" + encode(session.sessionId());
    }

    /** New with each erasure: tails of an older one, or of one that was evicted, do not count. */
    String generation() {
        return root + ":generation";
    }

    /** Ids of the sessions that may have a tail or a lease. */
    String sessions() {
        return root + ":sessions";
    }

    /** Exists for a while after an erasure. */
    String erased() {
        return root + ":erased";
    }

    /** Ids are encoded and have no colon, so no two users are the same text. */
    private static String digest(UserRef user) {
        return Sha256.hex(encode(user.tenantId()) + ":" + encode(user.userId()));
    }

    private static String encode(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
