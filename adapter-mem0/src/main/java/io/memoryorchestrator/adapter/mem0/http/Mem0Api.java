package io.memoryorchestrator.adapter.mem0.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What both flavours of Mem0 can do, each in its own way. Every failure is an {@link ExchangeFailed}. */
public sealed interface Mem0Api permits PlatformApi, OssApi {

    /** Not idempotent: Mem0 knows no idempotency key, so nobody repeats it without asking first. */
    Added add(NewMemory memory);

    /** A piece of asynchronous work; empty when Mem0 does not know it, and always where it works at once. */
    Optional<Event> event(String id);

    /** The latest work, newest first as far as is known; a page beyond the last is empty, as is any where it works at once. */
    List<Event> events(int page);

    /** Best first. */
    List<Memory> search(String userId, String query, int limit, Duration within);

    /** All memories of a user that match, expired ones too. */
    List<Memory> list(String userId, Match match);

    Optional<Memory> get(String id);

    /** @return false when there is no such memory */
    boolean update(String id, String text);

    /** @return false when there was no such memory */
    boolean delete(String id);

    void deleteEach(List<String> ids);

    /** Begins to remove everything of a user; {@link BulkDelete} says how far that got. */
    BulkDelete deleteAll(String userId);

    /** An answer proves that Mem0 is there and takes the key. */
    void ping(Duration within);

    /** The ways a bulk deletion can begin. */
    sealed interface BulkDelete {
        /** Finished. */
        record Finished() implements BulkDelete {}

        /** Goes on in the background under this event. */
        record InProgress(String eventId) implements BulkDelete {}

        /** The key may not do it: memories have to be deleted one by one. */
        record NotPermitted() implements BulkDelete {}
    }
}
