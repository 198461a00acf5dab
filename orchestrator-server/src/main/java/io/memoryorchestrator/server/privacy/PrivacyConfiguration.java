package io.memoryorchestrator.server.privacy;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what receipts say. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

    @Bean
    ReceiptJson receiptJson(@Value("${orchestrator.erasure.backup-retention:30d}") Duration backupRetention) {
        return new ReceiptJson(backupRetention);
    }
}
