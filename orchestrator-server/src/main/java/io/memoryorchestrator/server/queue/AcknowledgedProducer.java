package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends records and returns when the broker has acknowledged every one of them (acks=all). */
public final class AcknowledgedProducer {
    private final KafkaTemplate<String, byte[]> template;
    private final RecordSigner signer;

    public AcknowledgedProducer(KafkaTemplate<String, byte[]> template, RecordSigner signer) {
        this.template = template;
        this.signer = signer;
    }

    /**
     * @throws QueueUnavailableException when one was not acknowledged in time; the others may have been, so whoever sends
     *     again must expect a record twice
     */
    void send(List<ProducerRecord<String, byte[]>> records, Duration timeout) {
        List<CompletableFuture<?>> sent = new ArrayList<>(records.size());
        try {
            records.forEach(record -> {
                signer.sign(record);
                sent.add(template.send(record));
            });
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw unavailable(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException | KafkaException | org.springframework.kafka.KafkaException failed) {
            throw unavailable(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(interrupted);
        }
    }

    private static QueueUnavailableException unavailable(Throwable cause) {
        return new QueueUnavailableException(
                "The Kafka broker did not acknowledge in time ("
                        + cause.getClass().getSimpleName() + "): nothing was promised, try again",
                cause);
    }
}
