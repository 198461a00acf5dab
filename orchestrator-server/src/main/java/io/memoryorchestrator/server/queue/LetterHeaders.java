package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.server.deadletter.StoredLetter;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as records, both ways. A record that is replayed carries how often, so that one that comes back says so. */
final class LetterHeaders {
    /** The reason of letters for events that their topic does not take. */
    static final String TOO_LARGE = "record_too_large";

    /** Every header of ours is shorter, and every key that names a user. */
    private static final int LONGEST = 1_000;

    private static final String REASON = "dlt-reason";
    private static final String DETAIL = "dlt-detail";
    private static final String ORIGINAL_TOPIC = "dlt-original-topic";
    private static final String ORIGINAL_PARTITION = "dlt-original-partition";
    private static final String ORIGINAL_OFFSET = "dlt-original-offset";
    private static final String REPLAYS = "dlt-replays";
    private static final String ROOT = "dlt-root";
    private static final String FIRST_ID = "dlt-first-id";

    /** What a record keeps when it is set aside and when it is replayed. */
    private static final List<String> KEPT = List.of(
            CloudEventHeaders.ID,
            CloudEventHeaders.TYPE,
            CloudEventHeaders.SOURCE,
            CloudEventHeaders.TIME,
            EnvelopeSignature.ACTOR,
            "traceparent");

    private LetterHeaders() {}

    static ProducerRecord<String, byte[]> dead(DeadLetter letter) {
        InboundRecord origin = letter.record();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.dead(origin.topic()), origin.key(), letter.payload().getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(REASON, letter.reason());
        headers.put(DETAIL, letter.detail());
        headers.put(ORIGINAL_TOPIC, origin.topic());
        headers.put(ORIGINAL_PARTITION, Integer.toString(origin.partition()));
        headers.put(ORIGINAL_OFFSET, Long.toString(origin.offset()));
        headers.put("dlt-original-timestamp", origin.timestamp().toString());
        copy(origin.headers(), headers, KEPT);
        // What the sender left out follows from where and when the record was, and a replay is somewhere else, later.
        headers.put(CloudEventHeaders.ID, RecordDecoder.id(origin));
        headers.putIfAbsent(CloudEventHeaders.TIME, origin.timestamp().toString());
        copy(origin.headers(), headers, List.of(REPLAYS, ROOT));
        TextHeaders.add(record, headers);
        return record;
    }

    /** What can be kept of a letter, or of an event, that is larger than its topic takes: what it was, and where to look. */
    static ProducerRecord<String, byte[]> withoutPayload(ProducerRecord<String, byte[]> record) {
        Map<String, String> headers = TextHeaders.of(record.headers());
        headers.values().removeIf(value -> value.length() > LONGEST);
        boolean event = !Topics.dead().contains(record.topic());
        if (event) {
            headers.put(REASON, TOO_LARGE);
            headers.put(
                    DETAIL, "The event is larger than a record of " + record.topic() + " may be; the turn is stored");
            headers.put(ORIGINAL_TOPIC, Topics.TURN_STORED);
        }
        String notice = "{\"withheld\":\"larger than a record of " + record.topic() + " may be\",\"bytes\":"
                + record.value().length + ",\"original\":\"" + original(record) + "\"}";
        String key = record.key();
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                event ? Topics.dead(Topics.TURN_STORED) : record.topic(),
                record.partition(),
                record.timestamp(),
                key == null || key.length() > LONGEST ? null : key,
                notice.getBytes(StandardCharsets.UTF_8));
        TextHeaders.add(letter, headers);
        return letter;
    }

    /** Where the record is that a letter is about; of an event that is on no topic, the turn that it is about. */
    static String original(ProducerRecord<String, byte[]> record) {
        Map<String, String> headers = TextHeaders.of(record.headers());
        String offset = headers.get(ORIGINAL_OFFSET);
        return offset == null
                ? "turn " + headers.get(CloudEventHeaders.ID)
                : headers.get(ORIGINAL_TOPIC) + "-" + headers.get(ORIGINAL_PARTITION) + "@" + offset;
    }

    static StoredLetter stored(ConsumerRecord<String, byte[]> each) {
        InboundRecord record = TextHeaders.inbound(each);
        Map<String, String> headers = record.headers();
        byte[] value = record.value();
        String firstId = headers.getOrDefault(FIRST_ID, record.place());
        return new StoredLetter(
                record.place(),
                firstId,
                headers.getOrDefault(ORIGINAL_TOPIC, Topics.ofDead(record.topic())),
                record.key(),
                headers.getOrDefault(REASON, "unknown"),
                headers.getOrDefault(DETAIL, ""),
                record.timestamp(),
                value == null ? "" : new String(value, StandardCharsets.UTF_8),
                headers,
                replays(headers),
                headers.getOrDefault(ROOT, firstId));
    }

    /** The same letter for another place on its topic. */
    static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> letter) {
        ProducerRecord<String, byte[]> copy = new ProducerRecord<>(
                letter.topic(), letter.partition(), letter.timestamp(), letter.key(), letter.value(), letter.headers());
        if (letter.headers().lastHeader(FIRST_ID) == null) {
            TextHeaders.add(copy, Map.of(FIRST_ID, TextHeaders.inbound(letter).place()));
        }
        return copy;
    }

    static ProducerRecord<String, byte[]> replay(StoredLetter letter) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                letter.origin(), letter.key(), letter.payload().getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new LinkedHashMap<>();
        copy(letter.headers(), headers, KEPT);
        headers.put(REPLAYS, Integer.toString(letter.replays() + 1));
        headers.put(ROOT, letter.root());
        TextHeaders.add(record, headers);
        return record;
    }

    private static void copy(Map<String, String> from, Map<String, String> to, List<String> names) {
        for (String name : names) {
            String value = from.get(name);
            if (value != null) {
                to.put(name, value);
            }
        }
    }

    private static int replays(Map<String, String> headers) {
        try {
            return Integer.parseInt(headers.getOrDefault(REPLAYS, "0"));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }
}
