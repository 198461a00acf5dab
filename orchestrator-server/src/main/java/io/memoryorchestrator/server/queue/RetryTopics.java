package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.intake.InboundRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The retry topics of a topic, {@code <topic>.retry-1} and on, each with its own wait. A record on one of them says for
 * which group it waits, until when, and where it was at first; its value and key are those of the first record. After the last
 * topic it goes round there until patience with it is over: a provider that fails often fails on some turns again and again
 * by chance, and only time tells them from one that it cannot take.
 */
final class RetryTopics {
    private static final String FOR = "retry-for";
    private static final String DUE = "retry-due";
    private static final String SINCE = "retry-since";
    private static final String REASON = "retry-reason";
    private static final String ORIGINAL_PARTITION = "retry-original-partition";
    private static final String ORIGINAL_OFFSET = "retry-original-offset";
    private static final String ORIGINAL_TIMESTAMP = "retry-original-timestamp";

    private final String topic;
    private final List<Duration> waits;
    private final Duration patience;
    private final List<String> names;

    /** @param patience from the first failure of a turn until the last topic takes it no more */
    RetryTopics(String topic, List<Duration> waits, Duration patience) {
        this.topic = topic;
        this.waits = List.copyOf(waits);
        this.patience = patience;
        this.names = names(topic, waits.size());
    }

    static List<String> names(String topic, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> topic + ".retry-" + number)
                .toList();
    }

    /** What a group reads that tries again. */
    List<String> withTheTopic() {
        List<String> all = new ArrayList<>(names);
        all.add(topic);
        return all;
    }

    /** How many retry topics a record of this topic has been through. */
    int attempt(String read) {
        return names.indexOf(read) + 1;
    }

    /**
     * The record for the next retry topic, or once more for the last one; empty when there has been patience enough.
     *
     * @param group the stage that has to try again
     * @param atLeast how long the provider asked to be left alone
     */
    Optional<ProducerRecord<String, byte[]>> next(
            HeldTurn held, String group, String reason, Duration atLeast, Instant now) {
        Instant since = held.failingSince() == null ? now : held.failingSince();
        int next = Math.min(held.attempt(), names.size() - 1);
        if (next < 0 || (next < held.attempt() && !now.isBefore(since.plus(patience)))) {
            return Optional.empty();
        }
        Duration own = waits.get(next);
        Map<String, String> headers = new LinkedHashMap<>(held.origin().headers());
        headers.put(FOR, group);
        headers.put(DUE, now.plus(own.compareTo(atLeast) < 0 ? atLeast : own).toString());
        headers.put(SINCE, since.toString());
        headers.put(REASON, reason);
        headers.put(ORIGINAL_PARTITION, Integer.toString(held.origin().partition()));
        headers.put(ORIGINAL_OFFSET, Long.toString(held.origin().offset()));
        headers.put(ORIGINAL_TIMESTAMP, held.origin().timestamp().toString());
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                names.get(next),
                held.origin().key(),
                Objects.requireNonNull(held.origin().value(), "a record that was read has a value"));
        TextHeaders.add(record, headers);
        return Optional.of(record);
    }

    /** A record on a retry topic that another group put there is not this one's to handle. */
    static boolean isFor(InboundRecord record, String group) {
        return group.equals(record.headers().getOrDefault(FOR, group));
    }

    /** When a record may be handled; at once when it does not say. */
    static Instant due(InboundRecord record) {
        return instant(record.headers().get(DUE), Instant.EPOCH);
    }

    /** When the turn of a record on a retry topic first went to one; null for any other record. */
    static @Nullable Instant since(InboundRecord record) {
        String since = record.headers().get(SINCE);
        return since == null ? null : instant(since, record.timestamp());
    }

    /** The record as it was before it went to a retry topic. */
    InboundRecord origin(InboundRecord record) {
        if (attempt(record.topic()) == 0) {
            return record;
        }
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.keySet().removeIf(name -> name.startsWith("retry-"));
        return new InboundRecord(
                topic,
                (int) number(record.headers().get(ORIGINAL_PARTITION), record.partition()),
                number(record.headers().get(ORIGINAL_OFFSET), record.offset()),
                instant(record.headers().get(ORIGINAL_TIMESTAMP), record.timestamp()),
                record.key(),
                headers,
                record.value());
    }

    private static long number(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            return otherwise;
        }
    }

    private static Instant instant(@Nullable String text, Instant otherwise) {
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeException notOurs) {
            return otherwise;
        }
    }
}
