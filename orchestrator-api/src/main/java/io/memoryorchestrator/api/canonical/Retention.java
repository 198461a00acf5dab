package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.UserRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One window for turns, their vectors, sessions, and the memory nodes that are made of conversation (messages, summaries,
 * vectors, episodes), counted from when the store received them or they were last written, by the store's clock.
 */
public interface Retention {

    /** Stands for every tenant that has no days of its own. */
    String EVERY_TENANT = "*";

    /** The job that {@link #run} is. */
    String JOB = "retention";

    /** The job that ends sessions whose time is up. */
    String SESSIONS = "sessions";

    /**
     * Sets a tenant's rule.
     *
     * @param tenantId a tenant or {@link #EVERY_TENANT}
     * @param days 1 to 36,500; null for the common rule's, and as the common rule for those of {@link #days}
     * @param legalHold nothing of the tenant is removed while it is set
     */
    void rule(String tenantId, @Nullable Integer days, boolean legalHold);

    /**
     * Says how long the common rule keeps memory as long as {@link #rule} has not set its days, and leaves its hold as it is.
     *
     * @param days null for ever
     */
    void days(@Nullable Integer days);

    /** Every rule there is. */
    List<Rule> rules();

    /** Sets or lifts a hold on one user, of whom nothing is removed while it is set; false when there is no such user. */
    boolean hold(UserRef user, boolean legalHold);

    /** Whether a hold lies on the user, the tenant, or everybody. */
    boolean held(UserRef user);

    /**
     * Removes what is older than its window, in batches, until nothing is left to remove. When another run is under way it
     * ends without doing anything.
     *
     * @param asOf the present moment; another one only to try the rules out
     */
    Run run(Instant asOf);

    /** Whether the database runs the jobs on its own, so that nobody else has to. */
    boolean runsByItself();

    /**
     * Whether a job's time has come; of several processes that ask, one is told so.
     *
     * @param pause between two beginnings of the job
     */
    boolean claim(String job, Duration pause);

    /** Notes the end of a claimed job. */
    void finish(String job, long removed);

    /** The last run of retention, or empty when there was none. */
    default Optional<Run> last() {
        return runs().stream().filter(run -> run.job().equals(JOB)).findFirst();
    }

    /** The last run of each job. */
    List<Run> runs();

    /** @param days null for the common rule's */
    record Rule(String tenantId, @Nullable Integer days, boolean legalHold) {}

    /**
     * What a run did.
     *
     * @param removed counts by place, or their sum under {@code all}; empty places are left out
     * @param finishedAt null when it is under way or was broken off
     */
    record Run(
            String job,
            Map<String, Long> removed,
            Instant startedAt,
            @Nullable Instant finishedAt) {
        public Run {
            removed = Map.copyOf(removed);
        }
    }
}
