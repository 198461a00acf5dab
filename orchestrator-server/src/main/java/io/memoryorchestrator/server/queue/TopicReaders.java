package io.memoryorchestrator.server.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Everybody who reads our topics in a consumer group, ours and others', and how far they have read. */
final class TopicReaders {
    /** A cache belongs to one process and is empty when that process is gone: what it has not read it does not need. */
    private static final String CACHES = "memory-cache-";

    /** Who reads what comes in. Their groups may be unknown to the broker yet, or be so again, and the records are there. */
    private static final Map<String, String> OURS = Map.of(
            Topics.TURN_COMMITTED, "memory-intake",
            Topics.SESSION_SYNC, "memory-intake",
            Topics.SESSION_BACKFILL, "memory-backfill",
            Topics.CONTEXT_FETCH, "memory-context");

    private final List<Reader> readers;

    private TopicReaders(List<Reader> readers) {
        this.readers = readers;
    }

    /** @param forcing leaves out groups without members, which are not going to read on */
    static TopicReaders of(Admin admin, boolean forcing) throws ExecutionException, InterruptedException {
        List<GroupListing> groups = admin.listGroups().all().get().stream()
                .filter(group -> group.protocol().isEmpty() || group.protocol().equals("consumer"))
                .filter(group -> !isIdle(group) || !forcing && !group.groupId().startsWith(CACHES))
                .toList();
        List<String> names = groups.stream().map(GroupListing::groupId).toList();
        Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
        names.forEach(name -> specs.put(name, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                admin.listConsumerGroupOffsets(specs).all().get();
        Map<String, ConsumerGroupDescription> described = admin.describeConsumerGroups(groups.stream()
                        .filter(group -> !isIdle(group))
                        .map(GroupListing::groupId)
                        .toList())
                .all()
                .get();
        List<Reader> readers = new ArrayList<>();
        for (String name : names) {
            Map<TopicPartition, OffsetAndMetadata> offsets = committed.getOrDefault(name, Map.of());
            readers.add(new Reader(name, offsets, unbegun(name, offsets, described.get(name))));
        }
        if (!forcing) {
            OURS.forEach((topic, name) -> readers.add(new Reader(
                    name,
                    committed.getOrDefault(name, Map.of()),
                    partition -> partition.topic().equals(topic))));
        }
        return new TopicReaders(readers);
    }

    private static boolean isIdle(GroupListing group) {
        GroupState state = group.groupState().orElse(GroupState.UNKNOWN);
        return state == GroupState.EMPTY || state == GroupState.DEAD;
    }

    /** Which partitions a group may be going to read that it has committed nothing of; when in doubt, all. */
    private static Predicate<TopicPartition> unbegun(
            String name, Map<TopicPartition, OffsetAndMetadata> committed, @Nullable ConsumerGroupDescription group) {
        if (name.startsWith(CACHES)) {
            return _ -> false;
        }
        if (group == null) {
            Set<String> topics =
                    committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
            return partition -> topics.contains(partition.topic());
        }
        if (group.groupState() != GroupState.STABLE) {
            // Its partitions are being handed out, and whose is which is not known.
            return _ -> true;
        }
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .collect(Collectors.toSet())::contains;
    }

    /** The groups that have not read a partition up to an offset. */
    Collection<String> behind(TopicPartition partition, long offset) {
        return readers.stream()
                .filter(reader -> reader.isBehind(partition, offset))
                .map(Reader::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The groups that have not read all of the partitions up to the offsets. */
    Set<String> behind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .flatMap(end -> behind(end.getKey(), end.getValue()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the partitions that every group has read up to the offset. */
    Map<TopicPartition, Long> through(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> read = new HashMap<>(ends);
        read.entrySet().removeIf(end -> !behind(end.getKey(), end.getValue()).isEmpty());
        return read;
    }

    /** @param unbegun the partitions it may be going to read from their beginning */
    private record Reader(
            String group, Map<TopicPartition, OffsetAndMetadata> committed, Predicate<TopicPartition> unbegun) {

        boolean isBehind(TopicPartition partition, long offset) {
            OffsetAndMetadata read = committed.get(partition);
            return read == null ? unbegun.test(partition) : read.offset() < offset;
        }
    }
}
