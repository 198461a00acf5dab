package io.memoryorchestrator.server.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Everybody who reads our topics in a consumer group, ours and others', and how far they have read. */
final class TopicReaders {
    /** A cache belongs to one process and is empty when that process is gone: what it has not read it does not need. */
    private static final String CACHES = "memory-cache-";

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
            readers.add(new Reader(name, committed.getOrDefault(name, Map.of()), assigned(name, described)));
        }
        return new TopicReaders(readers);
    }

    private static boolean isIdle(GroupListing group) {
        GroupState state = group.groupState().orElse(GroupState.UNKNOWN);
        return state == GroupState.EMPTY || state == GroupState.DEAD;
    }

    private static Set<TopicPartition> assigned(String name, Map<String, ConsumerGroupDescription> described) {
        Set<TopicPartition> assigned = new HashSet<>();
        ConsumerGroupDescription group = described.get(name);
        if (group != null && !name.startsWith(CACHES)) {
            group.members()
                    .forEach(member -> assigned.addAll(member.assignment().topicPartitions()));
        }
        return assigned;
    }

    /** The groups that have not read a partition up to an offset. */
    Collection<String> behind(TopicPartition partition, long offset) {
        Set<String> behind = new TreeSet<>();
        for (Reader reader : readers) {
            OffsetAndMetadata committed = reader.committed().get(partition);
            boolean begun = committed != null || reader.assigned().contains(partition);
            if (begun && (committed == null || committed.offset() < offset)) {
                behind.add(reader.group());
            }
        }
        return behind;
    }

    private record Reader(
            String group, Map<TopicPartition, OffsetAndMetadata> committed, Set<TopicPartition> assigned) {}
}
