package io.memoryorchestrator.server.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that can be set about the server itself; adapters have their own under {@code orchestrator.adapter.<name>}.
 *
 * @param defaultTenant tenant of intents that name none
 * @param startupInterval between two tries to reach the database or the broker at start
 */
@Validated
@ConfigurationProperties("orchestrator")
record OrchestratorProperties(
        @DefaultValue("default") @NotBlank String defaultTenant,
        @DefaultValue("5s") @NotNull Duration startupInterval,
        @DefaultValue @Valid @NestedConfigurationProperty GatewayProperties gateway,
        @DefaultValue @Valid @NestedConfigurationProperty RedactionProperties redaction,
        @DefaultValue @Valid @NestedConfigurationProperty QueueProperties queue,
        @DefaultValue @Valid @NestedConfigurationProperty EmbeddingProperties embedding,
        @DefaultValue @Valid @NestedConfigurationProperty RecallProperties recall,
        @DefaultValue @Valid @NestedConfigurationProperty ErasureProperties erasure,
        @DefaultValue @Valid @NestedConfigurationProperty RetentionProperties retention,
        @DefaultValue @Valid @NestedConfigurationProperty AuditProperties audit,
        @DefaultValue @NestedConfigurationProperty NodesProperties nodes,
        @DefaultValue @Valid @NestedConfigurationProperty FlagsProperties flags) {}
