package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Forgetting a user for good: whatever arrives of them later, by replay or late delivery, is not stored.
 *
 * <p>An erasure is open until every place outside the store has reported too. Only while it is open does its entry name
 * the user, for somebody has to tell those places whom to forget.
 */
public interface Erasures {
    /** The place that {@link #erase} itself reports. */
    String STORE = "store";

    /**
     * Writes the suppression, so that nothing comes back behind it, and then removes everything of the user from the store.
     * Repeating it goes on where it was broken off. The entry stays open, with a pending step for every adapter that turns
     * of the user were delivered to.
     *
     * @param id of the erasure; the caller's, so that a repetition is recognised. An open erasure of the same user keeps
     *     its own, and is the one that is answered
     * @param reason why, for the record, or null
     */
    Receipt erase(UUID id, UserRef user, @Nullable String reason);

    /**
     * Takes the open erasure that has waited longest and whose time has come, for the time of the lease.
     *
     * @param worker who takes it
     * @return empty when there is nothing to do
     */
    Optional<Open> claim(String worker, Duration lease);

    /** Open erasures, the oldest first: whom every process has to forget in memory of its own. */
    List<Open> open(int limit);

    /** Writes what a place has come to; its newest word counts, and its counts add up. */
    void report(UUID id, String place, Step step);

    /** Keeps a claimed erasure for so long from now, for a step that takes its time. */
    void extend(UUID id, Duration lease);

    /** Gives a claimed erasure back. */
    void postpone(UUID id, Duration wait);

    /** Closes an erasure: from now on its entry names nobody. */
    Receipt complete(UUID id);

    /**
     * Cleans what approximate indexes keep of a user's removed vectors; without such an index there is nothing to do. It may
     * take as long as an index is large.
     *
     * @return the tables that were cleaned
     */
    List<String> cleanIndexes(UserRef user);

    /** The receipt of an erasure. */
    Optional<Receipt> show(UUID id);

    /** Newest first. */
    List<Receipt> list(int limit);

    /** Whether nothing of this user is stored any more. */
    boolean isErased(UserRef user);

    /** Lets the user begin anew, without anything from before. */
    void readmit(UserRef user);

    /**
     * What was removed. It names nobody.
     *
     * @param completedAt null while it is open
     * @param removed counts by table of the store
     * @param steps how far each place is, by its name
     */
    record Receipt(
            UUID id,
            Instant requestedAt,
            @Nullable Instant completedAt,
            Map<String, Long> removed,
            Map<String, Step> steps) {
        public Receipt {
            removed = Map.copyOf(removed);
            steps = Map.copyOf(steps);
        }
    }

    /**
     * What one place has come to.
     *
     * @param removed counts by what was removed there
     * @param detail why it is not done, or what is to be known about how it was done; null for nothing
     * @param noted what has to be known at its next attempt, in this process or another; it is kept until the next report
     */
    record Step(
            State state,
            Map<String, Long> removed,
            @Nullable String detail,
            Map<String, Long> noted) {
        public Step {
            removed = Map.copyOf(removed);
            noted = Map.copyOf(noted);
        }

        public Step(State state, Map<String, Long> removed, @Nullable String detail) {
            this(state, removed, detail, Map.of());
        }

        public static Step pending(@Nullable String detail) {
            return new Step(State.PENDING, Map.of(), detail);
        }

        public static Step done(Map<String, Long> removed) {
            return new Step(State.DONE, removed, null);
        }

        /** PENDING is tried again until it is DONE. */
        public enum State {
            PENDING,
            DONE
        }
    }

    /**
     * An erasure that is not through.
     *
     * @param attempts how often it has been claimed, this time included
     */
    record Open(UUID id, UserRef user, Instant requestedAt, int attempts, Map<String, Step> steps) {
        public Open {
            steps = Map.copyOf(steps);
        }
    }
}
