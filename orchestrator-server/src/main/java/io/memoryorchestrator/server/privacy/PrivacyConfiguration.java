package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.server.queue.QueueSettings;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what receipts say. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

    @Bean
    ReceiptJson receiptJson(
            @Value("${orchestrator.erasure.backup-retention:30d}") Duration backupRetention, QueueSettings queue) {
        boolean intentsLonger = queue.intentRetention().compareTo(queue.deadLetterRetention()) > 0;
        return new ReceiptJson(backupRetention, intentsLonger ? queue.intentRetention() : queue.deadLetterRetention());
    }
}
