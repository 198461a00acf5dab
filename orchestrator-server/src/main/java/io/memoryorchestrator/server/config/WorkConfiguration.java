package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.intent.BackfillTarget;
import io.memoryorchestrator.api.spi.HotContext;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.server.adapters.LastFailures;
import io.memoryorchestrator.server.backfill.BackfillDesk;
import io.memoryorchestrator.server.backfill.BackfillWorker;
import io.memoryorchestrator.server.embedding.Embedder;
import io.memoryorchestrator.server.enrichment.EmbeddingStage;
import io.memoryorchestrator.server.enrichment.ErasedUsers;
import io.memoryorchestrator.server.enrichment.EveryProvider;
import io.memoryorchestrator.server.enrichment.FlagGate;
import io.memoryorchestrator.server.enrichment.HotContextStage;
import io.memoryorchestrator.server.enrichment.ProviderStage;
import io.memoryorchestrator.server.enrichment.Stage;
import io.memoryorchestrator.server.flags.FlagWatch;
import io.memoryorchestrator.server.flags.Flags;
import io.memoryorchestrator.server.intake.Intake;
import io.memoryorchestrator.server.node.NodeStores;
import io.memoryorchestrator.server.ops.AdapterLines;
import io.memoryorchestrator.server.ops.Readiness;
import io.memoryorchestrator.server.ops.Startup;
import io.memoryorchestrator.server.queue.Listeners;
import io.memoryorchestrator.server.queue.Providers;
import io.memoryorchestrator.server.queue.QueueSettings;
import io.memoryorchestrator.server.queue.ReplySender;
import io.memoryorchestrator.server.queue.TopicEraser;
import io.memoryorchestrator.server.queue.TopicProvisioner;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.uses.UseCount;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.IntentReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Wires what works on its own: listeners, stages and the backfill worker, and the start-up that sets them going. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {
    private static final Duration PENDING_INTERVAL = Duration.ofSeconds(2);
    private static final Duration NODE_SWEEP_INTERVAL = Duration.ofMinutes(1);
    private static final int NODES_AT_ONCE = 5_000;

    @Bean
    EmbeddingStage embeddingStage(
            CanonicalStore store, Embedder embedder, OrchestratorProperties properties, Clock clock) {
        return new EmbeddingStage(
                store,
                embedder,
                Embedders.next(properties.embedding().next(), clock).orElse(null));
    }

    @Bean
    Providers providers(
            List<MemoryAdapter> adapters,
            CanonicalStore store,
            Stewardship stewardship,
            Flags flags,
            QueueSettings queue,
            LastFailures failures,
            Listeners listeners,
            EventJson events,
            IntentReader parser,
            Clock clock,
            MeterRegistry meters) {
        ErasedUsers erased = new ErasedUsers(stewardship.erasures()::isErased);
        return new Providers(adapters.stream()
                .filter(adapter -> !(adapter instanceof CanonicalStore)
                        && adapter.descriptor().permanent())
                .map(adapter -> new ProviderStage(
                        adapter,
                        store.deliveries(),
                        store,
                        erased,
                        new FlagGate(adapter.descriptor().name(), flags, store.flags()::note),
                        queue.deliveryLease(),
                        failures,
                        meters))
                .map(stage -> new Providers.Provider(stage, listeners.deliveries(stage, events, parser, clock, meters)))
                .toList());
    }

    @Bean
    BackfillWorker backfillWorker(
            CanonicalStore store,
            EmbeddingStage embedding,
            List<MemoryAdapter> adapters,
            Providers providers,
            Flags flags,
            QueueSettings queue) {
        Map<BackfillTarget, Stage> stages = new EnumMap<>(BackfillTarget.class);
        stages.put(BackfillTarget.EMBEDDINGS, embedding);
        stages.put(BackfillTarget.MEM0, new EveryProvider(providers.stages()));
        cache(adapters, flags).ifPresent(stage -> stages.put(BackfillTarget.CACHE, stage));
        return new BackfillWorker(store, stages, queue.instance());
    }

    @Bean
    BackfillDesk backfillDesk(CanonicalStore store, BackfillWorker worker, Clock clock) {
        return new BackfillDesk(store, worker::wake, clock);
    }

    @Bean
    Readiness readiness() {
        return new Readiness();
    }

    @Bean
    Startup startup(
            CanonicalStore store,
            TopicProvisioner topics,
            List<MemoryAdapter> adapters,
            Providers providers,
            Flags flags,
            FlagWatch watch,
            Intake intake,
            EmbeddingStage embedding,
            BackfillDesk desk,
            BackfillWorker backfills,
            RecallEngine engine,
            Redactor redactor,
            Listeners listeners,
            ReplySender replies,
            EventJson events,
            IntentReader parser,
            MeterRegistry meters,
            TopicEraser eraser,
            UseCount uses,
            List<Startup.Worker> chores,
            Readiness readiness,
            NodeStores nodes,
            OrchestratorProperties properties) {
        List<Startup.Worker> workers = new ArrayList<>();
        workers.add(new AdapterLines(adapters, flags));
        workers.add(new RepeatedWork("flags", properties.flags().interval(), watch::look));
        workers.add(new WarmUpWorker(engine));
        cache(adapters, flags).ifPresent(stage -> workers.add(worker(listeners.ownStage(stage, events, parser))));
        providers.all().forEach(each -> {
            workers.add(worker(each.deliveries()::start, each.deliveries()::stop));
            workers.add(
                    new RepeatedWork("pending-" + each.stage().name(), PENDING_INTERVAL, each.stage()::settlePending));
        });
        if (properties.embedding().stage()) {
            workers.add(worker(listeners.stage(embedding, events, parser)));
        }
        workers.add(worker(listeners.context(redactor, engine, events, replies, uses)));
        workers.add(worker(listeners.backfill(desk)));
        workers.add(intake(listeners.intake(intake, eraser, meters), store, flags, watch));
        workers.add(new BackfillThread(backfills));
        workers.addAll(chores);
        workers.add(new RepeatedWork(
                "node-sweep", NODE_SWEEP_INTERVAL, () -> nodes.store().sweep(NODES_AT_ONCE)));
        return new Startup(store, watch::load, topics, workers, readiness, properties.startupInterval());
    }

    private static Startup.Worker intake(
            ConcurrentMessageListenerContainer<String, byte[]> container,
            CanonicalStore store,
            Flags flags,
            FlagWatch watch) {
        IntakeWorker worker =
                new IntakeWorker(container, flags, store.descriptor().name());
        watch.follow(worker);
        return worker;
    }

    /** What a cache was told is of no interest later, so nobody keeps what its flag came to. */
    private static Optional<Stage> cache(List<MemoryAdapter> adapters, Flags flags) {
        return adapters.stream()
                .filter(HotContext.class::isInstance)
                .<Stage>map(cache -> new HotContextStage(
                        cache, new FlagGate(cache.descriptor().name(), flags, (adapter, all) -> {})))
                .findFirst();
    }

    private static Startup.Worker worker(ConcurrentMessageListenerContainer<String, byte[]> container) {
        return worker(container::start, container::stop);
    }

    private static Startup.Worker worker(Runnable start, Runnable stop) {
        return new Startup.Worker() {
            @Override
            public void start() {
                start.run();
            }

            @Override
            public void stop() {
                stop.run();
            }
        };
    }
}
