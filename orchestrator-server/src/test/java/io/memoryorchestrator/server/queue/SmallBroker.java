package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.KafkaTemplate;

/** Takes values up to a size, and nothing at all for topics that are forbidden. */
final class SmallBroker extends MockProducer<String, byte[]> {
    static final String FORBIDDEN = "forbidden";

    private final int largest;

    SmallBroker(int largest) {
        super(true, null, new StringSerializer(), new ByteArraySerializer());
        this.largest = largest;
    }

    AcknowledgedProducer producer() {
        return new AcknowledgedProducer(new KafkaTemplate<>(() -> this), new RecordSigner(null));
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
        if (record.topic().equals(FORBIDDEN)) {
            return refuse(new TopicAuthorizationException(FORBIDDEN), callback);
        }
        if (record.value().length > largest) {
            return refuse(new RecordTooLargeException(record.value().length + " bytes"), callback);
        }
        return super.send(record, callback);
    }

    private static Future<RecordMetadata> refuse(Exception why, Callback callback) {
        callback.onCompletion(null, why);
        return CompletableFuture.failedFuture(why);
    }

    /** The template closes it after each record. */
    @Override
    public void close(Duration timeout) {}
}
