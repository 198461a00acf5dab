package io.memoryorchestrator.server.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where partitions begin and end, as the broker says it now. */
final class TopicEnds {
    private TopicEnds() {}

    /** The ends of the partitions that hold anything; topics that do not exist have none. */
    static Map<TopicPartition, Long> filled(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        ranges(admin, topics).forEach((partition, range) -> {
            if (range.begin() < range.end()) {
                ends.put(partition, range.end());
            }
        });
        return ends;
    }

    /** What still lies before ends that were noted earlier; a topic that was made anew since may be shorter. */
    static Map<TopicPartition, Long> left(Admin admin, Map<TopicPartition, Long> noted)
            throws ExecutionException, InterruptedException {
        Set<String> topics = noted.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Map<TopicPartition, Long> left = new HashMap<>();
        ranges(admin, topics).forEach((partition, range) -> {
            long end = Math.min(noted.getOrDefault(partition, 0L), range.end());
            if (range.begin() < end) {
                left.put(partition, end);
            }
        });
        return left;
    }

    private static Map<TopicPartition, Range> ranges(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        List<String> existing = topics.stream().filter(names::contains).toList();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(existing).allTopicNames().get().values()) {
            topic.partitions().forEach(info -> {
                TopicPartition partition = new TopicPartition(topic.name(), info.partition());
                latest.put(partition, OffsetSpec.latest());
                earliest.put(partition, OffsetSpec.earliest());
            });
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                admin.listOffsets(earliest).all().get();
        Map<TopicPartition, Range> ranges = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> {
            ListOffsetsResultInfo begin = begins.get(partition);
            ranges.put(partition, new Range(begin == null ? 0 : begin.offset(), end.offset()));
        });
        return ranges;
    }

    private record Range(long begin, long end) {}
}
