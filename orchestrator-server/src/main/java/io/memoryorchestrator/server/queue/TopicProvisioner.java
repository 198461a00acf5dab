package io.memoryorchestrator.server.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing, with explicit partitions and retention; leaves existing ones as they are. */
public final class TopicProvisioner {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Records that were deleted take up space until their segment is closed; see docs/adr/0010. */
    private static final Duration SEGMENT = Duration.ofDays(1);

    private static final BrokerFailures FAILURES = new BrokerFailures(
            "The topics cannot be made", "CREATE and DESCRIBE", "check KAFKA_BOOTSTRAP_SERVERS and that it runs");

    private final Supplier<Map<String, Object>> adminProperties;
    private final QueueSettings settings;

    public TopicProvisioner(Supplier<Map<String, Object>> adminProperties, QueueSettings settings) {
        this.adminProperties = adminProperties;
        this.settings = settings;
    }

    /** @throws QueueUnavailableException when the broker does not answer, or refuses */
    public void provision() {
        try (Admin admin = BrokerAdmin.open(adminProperties.get(), TIMEOUT)) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = wanted().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException failed) {
            // Another process was quicker: then they are there.
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw FAILURES.of(failed.getCause() == null ? failed : failed.getCause());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FAILURES.of(interrupted);
        } catch (KafkaException failed) {
            throw FAILURES.of(failed);
        }
    }

    private List<NewTopic> wanted() {
        List<NewTopic> topics = new ArrayList<>();
        Topics.live().forEach(name -> topics.add(topic(name, settings.intentRetention())));
        RetryTopics.names(Topics.TURN_STORED, settings.retryWaits().size())
                .forEach(name -> topics.add(topic(name, settings.intentRetention())));
        Topics.dead().forEach(name -> topics.add(topic(name, settings.deadLetterRetention())));
        return topics;
    }

    private NewTopic topic(String name, Duration retention) {
        return new NewTopic(name, settings.partitions(), settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(settings.maxMessageBytes())));
    }
}
