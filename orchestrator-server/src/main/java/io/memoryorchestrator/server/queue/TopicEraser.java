package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.erasure.TopicPurge;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
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
 * events that come of them are there, and so on.
 */
public final class TopicEraser implements TopicPurge {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Supplier<Map<String, Object>> adminProperties;
    private final DeadLetterCopies deadLetters;
    private final Map<TopicPartition, Long> late = new ConcurrentHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);

    public TopicEraser(Supplier<Map<String, Object>> adminProperties, DeadLetterCopies deadLetters) {
        this.adminProperties = adminProperties;
        this.deadLetters = deadLetters;
    }

    @Override
    public Step purge(UserRef user, boolean forcing) {
        return withAdmin(admin -> {
            Set<String> behind = new TreeSet<>();
            long emptied = 0;
            for (List<String> topics : List.of(Topics.intents(), Topics.outcomes(), retries(admin))) {
                Map<TopicPartition, Long> ends = filled(admin, topics);
                behind.addAll(awaitReaders(admin, ends, forcing));
                Map<TopicPartition, Long> read = readToTheEnd(admin, ends, forcing);
                delete(admin, read);
                emptied += read.size();
            }
            for (String topic : existing(admin, Topics.dead())) {
                Map<TopicPartition, Long> rewritten = deadLetters.rewrite(filled(admin, List.of(topic)), user);
                delete(admin, rewritten);
                emptied += rewritten.size();
            }
            Map<String, Long> counts = Map.of("partitions", emptied);
            return behind.isEmpty()
                    ? Step.done(counts)
                    : new Step(Step.State.PENDING, counts, "these have not read on yet: " + String.join(", ", behind));
        });
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
                Map<TopicPartition, Long> read = readToTheEnd(admin, noted, false);
                delete(admin, read);
                read.forEach(late::remove);
                return Step.done(Map.of());
            });
        }
    }

    /** @return the groups that were not through when patience ended */
    private Set<String> awaitReaders(Admin admin, Map<TopicPartition, Long> ends, boolean forcing)
            throws ExecutionException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            TopicReaders readers = TopicReaders.of(admin, forcing);
            Set<String> behind = ends.entrySet().stream()
                    .flatMap(end -> readers.behind(end.getKey(), end.getValue()).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (behind.isEmpty() || System.nanoTime() - giveUp > 0) {
                return behind;
            }
            never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static Map<TopicPartition, Long> readToTheEnd(Admin admin, Map<TopicPartition, Long> ends, boolean forcing)
            throws ExecutionException, InterruptedException {
        TopicReaders readers = TopicReaders.of(admin, forcing);
        Map<TopicPartition, Long> read = new HashMap<>(ends);
        read.entrySet()
                .removeIf(end -> !readers.behind(end.getKey(), end.getValue()).isEmpty());
        return read;
    }

    private static void delete(Admin admin, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        ends.forEach((partition, end) -> records.put(partition, RecordsToDelete.beforeOffset(end)));
        admin.deleteRecords(records).all().get();
    }

    private static List<String> retries(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get().stream()
                .filter(Topics::isRetry)
                .sorted()
                .toList();
    }

    private static List<String> existing(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        return topics.stream().filter(names::contains).toList();
    }

    /** The ends of the partitions that hold anything. */
    private static Map<TopicPartition, Long> filled(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(existing(admin, topics))
                .allTopicNames()
                .get()
                .values()) {
            topic.partitions().forEach(info -> {
                TopicPartition partition = new TopicPartition(topic.name(), info.partition());
                latest.put(partition, OffsetSpec.latest());
                earliest.put(partition, OffsetSpec.earliest());
            });
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                admin.listOffsets(earliest).all().get();
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> {
            ListOffsetsResultInfo begin = begins.get(partition);
            if (begin == null || begin.offset() < end.offset()) {
                ends.put(partition, end.offset());
            }
        });
        return ends;
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
