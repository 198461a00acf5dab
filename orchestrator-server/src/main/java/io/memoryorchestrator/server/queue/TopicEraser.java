package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.erasure.TopicPurge;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Removes records from topics by moving the beginning of their partitions past them (docs/adr/0010). That takes others'
 * records along, so it waits until every reader has read them; and dead letters of others, which nobody has read, are
 * written again at the end.
 *
 * <p>The topics go in the order in which a record makes others: when intake has read past the end of the intents, all
 * events that come of them are there, and so on. The ends are noted once for each erasure, when their turn comes: what is
 * written behind them is another's, and nobody has to have read it.
 */
public final class TopicEraser implements TopicPurge {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Supplier<Map<String, Object>> adminProperties;
    private final DeadLetterCopies deadLetters;
    private final Duration patience;
    private final Map<TopicPartition, Long> late = new ConcurrentHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);

    public TopicEraser(Supplier<Map<String, Object>> adminProperties, DeadLetterCopies deadLetters) {
        this(adminProperties, deadLetters, PATIENCE);
    }

    /** @param patience how long readers that are behind are waited for in one attempt */
    TopicEraser(Supplier<Map<String, Object>> adminProperties, DeadLetterCopies deadLetters, Duration patience) {
        this.adminProperties = adminProperties;
        this.deadLetters = deadLetters;
        this.patience = patience;
    }

    @Override
    public Step purge(UserRef user, Map<String, Long> noted, boolean forcing) {
        PurgeNotes notes = PurgeNotes.of(noted);
        Step step = withAdmin(admin -> purge(admin, user, notes, forcing));
        return step.state() == Step.State.DONE
                ? step
                : new Step(step.state(), step.removed(), step.detail(), notes.toMap());
    }

    private Step purge(Admin admin, UserRef user, PurgeNotes notes, boolean forcing)
            throws ExecutionException, InterruptedException {
        List<List<String>> rounds = rounds(admin);
        Set<String> behind = Set.of();
        long emptied = 0;
        while (behind.isEmpty() && notes.round() < rounds.size()) {
            if (!notes.isBegun()) {
                notes.begin(TopicEnds.filled(admin, rounds.get(notes.round())));
            }
            Map<TopicPartition, Long> left = TopicEnds.left(admin, notes.ends());
            TopicReaders readers = awaitReaders(admin, left, forcing);
            emptied += delete(admin, readers.through(left));
            behind = readers.behind(left);
            if (behind.isEmpty()) {
                notes.next();
            }
        }
        for (List<String> later : rounds.subList(Math.min(notes.round() + 1, rounds.size()), rounds.size())) {
            Map<TopicPartition, Long> ends = TopicEnds.filled(admin, later);
            emptied += delete(admin, TopicReaders.of(admin, forcing).through(ends));
        }
        for (String topic : Topics.dead()) {
            emptied += delete(admin, deadLetters.rewrite(TopicEnds.filled(admin, List.of(topic)), user));
        }
        Map<String, Long> counts = Map.of("partitions", emptied);
        return behind.isEmpty()
                ? Step.done(counts)
                : new Step(Step.State.PENDING, counts, "these have not read on yet: " + String.join(", ", behind));
    }

    /**
     * The retry topics come twice: a delivery that was under way when they were noted may have put the user's record there
     * once more, behind what was noted. It did so before it was passed, so the second note has it before it.
     */
    private static List<List<String>> rounds(Admin admin) throws ExecutionException, InterruptedException {
        List<String> retries = admin.listTopics().names().get().stream()
                .filter(Topics::isRetry)
                .sorted()
                .toList();
        return List.of(Topics.intents(), Topics.outcomes(), retries, retries);
    }

    /** A record of an erased user that came later: it is removed as soon as everybody has read past it. */
    void noteLate(String topic, int partition, long offset) {
        late.merge(new TopicPartition(topic, partition), offset + 1, Math::max);
    }

    /** Removes what was noted; what somebody has not read yet stays noted. Called again and again. */
    public void removeLate() {
        Map<TopicPartition, Long> noted = Map.copyOf(late);
        if (!noted.isEmpty()) {
            withAdmin(admin -> {
                Map<TopicPartition, Long> read = TopicReaders.of(admin, false).through(noted);
                delete(admin, read);
                read.forEach(late::remove);
                return Step.done(Map.of());
            });
        }
    }

    /** @return how far they were when all were through, or when patience ended */
    private TopicReaders awaitReaders(Admin admin, Map<TopicPartition, Long> ends, boolean forcing)
            throws ExecutionException, InterruptedException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            TopicReaders readers = TopicReaders.of(admin, forcing);
            if (readers.behind(ends).isEmpty() || System.nanoTime() - giveUp > 0) {
                return readers;
            }
            never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static int delete(Admin admin, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        ends.forEach((partition, end) -> records.put(partition, RecordsToDelete.beforeOffset(end)));
        admin.deleteRecords(records).all().get();
        return ends.size();
    }

    private Step withAdmin(Work work) {
        try (Admin admin = BrokerAdmin.open(adminProperties.get(), PATIENCE)) {
            return work.with(admin);
        } catch (ExecutionException failed) {
            return refusal(failed.getCause() == null ? failed : failed.getCause());
        } catch (KafkaException failed) {
            return refusal(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Step.pending("interrupted");
        }
    }

    /** A broker that forbids it will forbid it again; then the records go with the topics' retention. */
    private static Step refusal(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure instanceof TopicAuthorizationException || failure instanceof PolicyViolationException
                ? new Step(
                        Step.State.DONE,
                        Map.of(),
                        "the broker does not let records be deleted (" + name + "): they go when their retention ends;"
                                + " allow DELETE on the topics to have them gone at once")
                : Step.pending("the broker could not do it: " + name);
    }

    /** What is done with the broker's administration. */
    @FunctionalInterface
    private interface Work {
        Step with(Admin admin) throws ExecutionException, InterruptedException;
    }
}
