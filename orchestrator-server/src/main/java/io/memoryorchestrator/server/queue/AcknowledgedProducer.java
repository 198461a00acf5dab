package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends records and returns when the broker has acknowledged every one of them (acks=all). */
public final class AcknowledgedProducer {
    private static final BrokerFailures FAILURES = new BrokerFailures("Nothing was promised", "WRITE", "try again");

    private final KafkaTemplate<String, byte[]> template;
    private final RecordSigner signer;

    public AcknowledgedProducer(KafkaTemplate<String, byte[]> template, RecordSigner signer) {
        this.template = template;
        this.signer = signer;
    }

    /**
     * @throws QueueUnavailableException when one was not acknowledged in time; the others may have been, so whoever sends
     *     again must expect a record twice
     * @throws WireException CONTENT_TOO_LARGE when one is larger than its topic takes; the others have been acknowledged
     */
    void send(List<ProducerRecord<String, byte[]>> records, Duration timeout) {
        sendFitting(records, timeout).stream().findFirst().ifPresent(tooLarge -> {
            throw new WireException(
                    WireFault.CONTENT_TOO_LARGE,
                    "This is larger than a record of " + tooLarge.topic()
                            + " may be, and would be the next time: make it smaller");
        });
    }

    /**
     * Whatever else Kafka does not try again, such as a missing right, is a fault of the installation: it holds good records
     * until somebody mends it, as an outage does, for giving them up would lose them.
     *
     * @return the records that are larger than their topics take; the others have been acknowledged
     * @throws QueueUnavailableException as above
     */
    List<ProducerRecord<String, byte[]>> sendFitting(List<ProducerRecord<String, byte[]>> records, Duration timeout) {
        Set<ProducerRecord<String, byte[]>> tooLarge = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<?>> sent = new ArrayList<>(records.size());
        try {
            records.forEach(record -> sent.add(send(record).exceptionally(failure -> {
                if (!isTooLarge(failure)) {
                    throw new CompletionException(failure);
                }
                tooLarge.add(record);
                return null;
            })));
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw FAILURES.of(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException | KafkaException | org.springframework.kafka.KafkaException failed) {
            throw FAILURES.of(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FAILURES.of(interrupted);
        }
        return records.stream().filter(tooLarge::contains).toList();
    }

    /** The client says at once what it finds too large itself, and the broker in its answer. */
    private CompletableFuture<?> send(ProducerRecord<String, byte[]> record) {
        signer.sign(record);
        try {
            return template.send(record);
        } catch (KafkaException | org.springframework.kafka.KafkaException failure) {
            if (isTooLarge(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            throw failure;
        }
    }

    private static boolean isTooLarge(@Nullable Throwable failure) {
        return failure != null && (failure instanceof RecordTooLargeException || isTooLarge(failure.getCause()));
    }
}
