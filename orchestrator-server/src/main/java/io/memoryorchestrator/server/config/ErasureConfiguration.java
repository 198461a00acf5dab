package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.embedding.CachingEmbedder;
import io.memoryorchestrator.server.erasure.ErasureSettings;
import io.memoryorchestrator.server.erasure.ErasureWorker;
import io.memoryorchestrator.server.erasure.EveryPlace;
import io.memoryorchestrator.server.node.NodeStores;
import io.memoryorchestrator.server.ops.Startup;
import io.memoryorchestrator.server.queue.AcknowledgedProducer;
import io.memoryorchestrator.server.queue.DeadLetterCopies;
import io.memoryorchestrator.server.queue.QueueSettings;
import io.memoryorchestrator.server.queue.TopicEraser;
import io.memoryorchestrator.server.recall.RecallEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Wires forgetting. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Bean
    EveryPlace everyPlace(
            CanonicalStore store,
            List<MemoryAdapter> adapters,
            NodeStores nodes,
            RecallEngine engine,
            CachingEmbedder embedder) {
        return new EveryPlace(
                store,
                adapters,
                List.of(user -> nodes.inProcess().forget(user), engine::forget, user -> embedder.forgetQuestions()));
    }

    @Bean
    TopicEraser topicEraser(
            KafkaAdmin admin, ConsumerFactory<String, byte[]> consumers, AcknowledgedProducer producer) {
        return new TopicEraser(admin::getConfigurationProperties, new DeadLetterCopies(consumers, producer));
    }

    @Bean
    ErasureWorker erasureWorker(
            Stewardship stewardship,
            EveryPlace places,
            TopicEraser topics,
            OrchestratorProperties properties,
            QueueSettings queue,
            Clock clock) {
        ErasureSettings settings = new ErasureSettings(
                queue.instance(),
                properties.erasure().grace(),
                properties.erasure().idleReaders());
        return new ErasureWorker(stewardship.erasures(), places, topics, settings, clock);
    }

    @Bean
    Startup.Worker erasures(ErasureWorker worker) {
        return new RepeatedWork("erasures", INTERVAL, worker::goOn);
    }

    @Bean
    Startup.Worker lateRecords(TopicEraser eraser) {
        return new RepeatedWork("late-records", INTERVAL, eraser::removeLate);
    }
}
