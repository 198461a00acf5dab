package io.memoryorchestrator.server.queue;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/** One line for each time a batch has to be held: what is wrong, and that nothing is lost. */
final class RetryLog implements RetryListener {
    private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

    private final String group;

    RetryLog(String group) {
        this.group = group;
    }

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
        log(1, failure, attempt);
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception failure, int attempt) {
        log(records.count(), failure, attempt);
    }

    private void log(int count, @Nullable Exception failure, int attempt) {
        Throwable cause = failure;
        while (cause != null
                && cause.getCause() != null
                && cause.getClass().getName().startsWith("org.springframework")) {
            cause = cause.getCause();
        }
        LOG.warn("{} holds {} records and tries again (attempt {}): {}", group, count, attempt, String.valueOf(cause));
    }
}
