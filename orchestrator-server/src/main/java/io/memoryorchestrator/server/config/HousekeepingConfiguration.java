package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.ops.Startup;
import io.memoryorchestrator.server.retention.Housekeeper;
import io.memoryorchestrator.server.retention.HousekeepingSettings;
import io.memoryorchestrator.server.uses.UseCount;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what is done again and again, and what is written a little later. */
@Configuration(proxyBeanMethods = false)
class HousekeepingConfiguration {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration WRITE_EVERY = Duration.ofSeconds(1);

    @Bean
    Housekeeper housekeeper(
            Stewardship stewardship, OrchestratorProperties properties, Clock clock, MeterRegistry meters) {
        int days = properties.retention().days();
        HousekeepingSettings settings = new HousekeepingSettings(
                days == 0 ? null : Integer.valueOf(days),
                properties.retention().interval(),
                properties.audit().days());
        return new Housekeeper(stewardship, settings, clock, meters);
    }

    @Bean
    Audited audited(Stewardship stewardship, OrchestratorProperties properties, Clock clock, MeterRegistry meters) {
        return new Audited(stewardship.audit(), properties.audit().reads(), clock, meters);
    }

    @Bean
    UseCount useCount(Stewardship stewardship, OrchestratorProperties properties, Clock clock) {
        return new UseCount(stewardship.memories(), properties.recall().usesCountedOneIn(), clock);
    }

    @Bean
    Startup.Worker housekeeping(Housekeeper housekeeper) {
        return new RepeatedWork("housekeeping", LOOK_EVERY, housekeeper::goOn);
    }

    @Bean
    Startup.Worker auditOfReads(Audited audited) {
        return new RepeatedWork("audit", WRITE_EVERY, audited::write);
    }

    @Bean
    Startup.Worker countOfUses(UseCount uses) {
        return new RepeatedWork("uses", WRITE_EVERY, uses::write);
    }
}
