package io.memoryorchestrator.server.privacy;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what receipts say. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

    @Bean
    ReceiptJson receiptJson(
            @Value("${orchestrator.erasure.backup-retention:30d}") Duration backupRetention,
            @Value("${orchestrator.queue.intent-retention:7d}") Duration intentRetention,
            @Value("${orchestrator.queue.dead-letter-retention:14d}") Duration deadLetterRetention) {
        boolean intentsLonger = intentRetention.compareTo(deadLetterRetention) > 0;
        return new ReceiptJson(backupRetention, intentsLonger ? intentRetention : deadLetterRetention);
    }
}
