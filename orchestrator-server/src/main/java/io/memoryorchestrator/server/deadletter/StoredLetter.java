package io.memoryorchestrator.server.deadletter;

import io.memoryorchestrator.server.wire.WireFault;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it lies on its topic.
 *
 * @param id where it lies, {@code topic-partition@offset}; never used twice
 * @param firstId where it lay first, under which is kept what was done about it; another than its id when the erasure of
 *     somebody else has moved it
 * @param origin the topic that it was on, and goes back to
 * @param key {@code tenant:user:session}, or null when its sender gave none
 * @param reason stable code, to group by
 * @param detail one line for a person, redacted
 * @param payload the redacted value
 * @param headers the text headers that it has
 * @param replays how often its record has been replayed before and came back
 * @param root the id of the first letter of that record; its own when it is the first
 */
public record StoredLetter(
        String id,
        String firstId,
        String origin,
        @Nullable String key,
        String reason,
        String detail,
        Instant at,
        String payload,
        Map<String, String> headers,
        int replays,
        String root) {
    public StoredLetter {
        headers = Map.copyOf(headers);
    }

    private static final Set<String> UNPROVED = Arrays.stream(WireFault.values())
            .filter(WireFault::unproved)
            .map(WireFault::code)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * A value that could not be redacted was not kept, so there is nothing to replay; and what nobody vouches for would be
     * signed with the server's own key by being sent again.
     */
    boolean withheld() {
        return payload.startsWith("{\"withheld\":") || UNPROVED.contains(reason);
    }
}
