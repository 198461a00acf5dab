package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.redis.LocalRedis;
import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Listener;
import io.memoryorchestrator.server.testing.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Values are sent by every way in and then looked for in every place where they could have landed: topics, dead letters, tables, the
 * shared cache, what Mem0 and a collector of traces were sent, the log, meters, and every page that answers.
 */
@ExtendWith(OutputCaptureExtension.class)
class PersonalDataNeverLandsIT {
    private static final List<String> OVER_HTTP = List.of(
            "canary.bird@aviary.example",
            "4111 1111 1111 1111",
            "4111111111111111",
            "+44 20 7946 0991",
            "GB82WEST12345698765432",
            "AKIAIOSFODNN7CANARYX",
            "tweet-Tw33t!",
            "536-22-1234",
            "plumage7Canary",
            "1984-05-03",
            "52.520008");
    private static final List<String> OVER_KAFKA =
            List.of("direct.canary@aviary.example", "5555 5555 5555 4444", "DE89370400440532013000");

    private static final String USER = "user-of-canaries";
    private static final String TEXT =
            "Mail canary.bird@aviary.example, card 4111 1111 1111 1111, phone +44 20 7946 0991, iban"
                    + " GB82WEST12345698765432, key AKIAIOSFODNN7CANARYX, password: tweet-Tw33t! and ssn 536-22-1234";
    private static final String QUESTION =
            "{\"userId\":\"" + USER + "\",\"sessionId\":\"s1\",\"query\":\"" + TEXT + "\",\"deadlineMs\":5000}";
    private static final String METADATA = "{\"from\":\"canary.bird@aviary.example\",\"card\":4111111111111111,"
            + "\"password\":\"plumage7Canary\",\"dateOfBirth\":\"1984-05-03\",\"lat\":52.520008,\"lon\":13.404954,"
            + "\"files\":[{\"fileName\":\"scan_4111111111111111_1.pdf\"},"
            + "{\"fileName\":\"canary.bird@aviary.example.eml\"}],"
            + "\"tool\":{\"name\":\"crm\",\"output\":\"{\\\"iban\\\":\\\"GB82WEST12345698765432\\\"}\"},"
            + "\"error\":\"java.lang.IllegalStateException: no such user canary.bird@aviary.example\"}";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, List<String>> sinks = new LinkedHashMap<>();

    @Test
    void noSinkHoldsWhatWasTakenOut(CapturedOutput log) throws IOException {
        try (LocalKafka broker = LocalKafka.start(
                        KafkaOptions.in(folder.resolve("broker")).thrownAway());
                LocalRedis redis = LocalRedis.start("--appendonly", "yes", "--appendfsync", "always");
                Listener mem0 = new Listener();
                Listener collector = new Listener()) {
            String database =
                    LocalPostgres.forTests().createDatabase("canaries").withPassword();
            try (var context = start(database, broker, redis, mem0, collector)) {
                List<String> pages = exercise(context, broker);
                await().atMost(Duration.ofSeconds(40)).until(() -> {
                    Gateway.ready(port(context, "local.server.port")).post("/v1/context", QUESTION);
                    return cached(redis).stream().anyMatch(file -> file.contains("[CARD]"));
                });
                for (String session : List.of("s1", "s2")) {
                    await().atMost(Duration.ofSeconds(40))
                            .until(() -> mem0.heard().stream()
                                    .anyMatch(sent -> sent.contains("[EMAIL]") && sent.contains(session)));
                }
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> collector.heard().stream().anyMatch(sent -> sent.contains("/v1/context")));
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> files(broker, "turn-committed.v1.dead").stream()
                                .anyMatch(file -> file.contains("malformed")));

                sinks.put("the pages", pages);
                sinks.put(
                        "the meters",
                        context.getBean(MeterRegistry.class).getMeters().stream()
                                .map(meter -> meter.getId().toString())
                                .toList());
                sinks.put("the tables", new Rows(database).everything());
                sinks.put("what Mem0 was sent", mem0.heard());
                sinks.put("the traces", collector.heard());
                sinks.put("the topics", files(broker, ""));
            }
            sinks.put("the shared cache", cached(redis));
            sinks.put("the log", List.of(log.getAll()));
            sinks.forEach((sink, content) -> assertThat(holding(content, OVER_HTTP))
                    .as("%s, of what came over HTTP", sink)
                    .isEmpty());
            // A direct producer's own record stays where that producer wrote it: see docs/operations.md.
            sinks.put("the topics", files(broker, "", "turn-committed.v1-"));
            sinks.forEach((sink, content) -> assertThat(holding(content, OVER_KAFKA))
                    .as("%s, of what came over Kafka", sink)
                    .isEmpty());
            for (String sink : List.of("the tables", "the topics", "the shared cache", "the pages")) {
                assertThat(sinks.get(sink))
                        .as("%s saw the turns", sink)
                        .anyMatch(content -> content.contains("[CARD]"));
            }
        }
    }

    private static ConfigurableApplicationContext start(
            String database, LocalKafka broker, LocalRedis redis, Listener mem0, Listener collector) {
        return new SpringApplicationBuilder(MemoryOrchestratorApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--orchestrator.adapter.supabase.url=" + database,
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--orchestrator.adapter.cache.redis-url=" + redis.url(),
                        "--orchestrator.adapter.mem0.enabled=true",
                        "--orchestrator.adapter.mem0.api-key=m0-test",
                        "--orchestrator.adapter.mem0.allow-private-addresses=true",
                        "--orchestrator.adapter.mem0.base-url=" + mem0.url(),
                        "--management.tracing.sampling.probability=1.0",
                        "--management.opentelemetry.tracing.export.schedule-delay=200ms",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url() + "/v1/traces");
    }

    /** @return every page that was answered */
    private static List<String> exercise(ConfigurableApplicationContext context, LocalKafka broker) {
        Gateway gateway = Gateway.ready(port(context, "local.server.port"));
        Gateway management = new Gateway(port(context, "local.management.port"));
        List<String> pages = new ArrayList<>();
        gateway.follow("/v1/intents/turn-committed", turn(1, "user", TEXT), "STORED", "ENRICHED");
        pages.add(gateway.post("/v1/context", QUESTION).body());
        String tool = gateway.follow("/v1/intents/turn-committed", turn(2, "tool", TEXT), "STORED", "ENRICHED")
                .toString();
        pages.add(tool);
        gateway.follow(
                "/v1/intents/session-sync",
                "{\"userId\":\"" + USER + "\",\"sessionId\":\"s2\",\"turns\":[{\"role\":\"user\",\"content\":\"" + TEXT
                        + "\",\"metadata\":" + METADATA + "}]}",
                "STORED",
                "ENRICHED");
        pages.add(gateway.post("/v1/context", QUESTION).body());

        for (String wrong : List.of(
                "{\"content\":\"" + TEXT + "\"}",
                "{\"content\":\"" + TEXT,
                "{\"userId\":\"u\",\"role\":\"" + TEXT + "\",\"content\":7,\"occurredAt\":\"" + TEXT + "\"}")) {
            pages.add(gateway.post("/v1/intents/turn-committed", wrong).body());
        }
        pages.add(gateway.post("/v1/intents", "{\"type\":\"" + TEXT + "\",\"data\":{}}")
                .body());
        produce(broker, "{\"content\":\"direct.canary@aviary.example 5555 5555 5555 4444");
        produce(
                broker,
                "{\"userId\":\"" + USER + "\",\"sessionId\":\"s3\",\"role\":\"user\",\"content\":\"iban"
                        + " DE89370400440532013000 of direct.canary@aviary.example\"}");
        for (String path : List.of("/v1/ops/adapters", "/v1/ops/pii", "/v3/api-docs")) {
            pages.add(gateway.get(path).body());
        }
        assertThat(gateway.get("/v1/ops/pii").body())
                .as("what operators see of it")
                .contains("\"type\":\"CARD\",\"action\":\"REDACT\"", "\"found\":{\"card\":");
        for (String path : List.of("/actuator/health", "/actuator/prometheus")) {
            pages.add(management.get(path).body());
        }
        return pages;
    }

    private static int port(ConfigurableApplicationContext context, String name) {
        return context.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    private static String turn(int seq, String role, String content) {
        return "{\"userId\":\"" + USER + "\",\"sessionId\":\"s1\",\"seq\":" + seq + ",\"role\":\"" + role + "\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\",\"metadata\":" + METADATA
                + "}";
    }

    private static void produce(LocalKafka broker, String value) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("memory.turn-committed.v1", USER, value.getBytes(UTF_8)));
            producer.flush();
        }
    }

    /** Every command that ever changed something there. */
    private static List<String> cached(LocalRedis redis) {
        return read(redis.folder(), file -> !file.endsWith("redis-server"));
    }

    private static List<String> files(LocalKafka broker, String topic, String... without) {
        return read(broker.dataFolder().orElseThrow(), file -> {
            String path = file.toString();
            // Index files hold offsets and times, in megabytes of zeros.
            return path.contains(topic)
                    && !path.endsWith("index")
                    && Stream.of(without).noneMatch(path::contains);
        });
    }

    private static List<String> read(Path folder, Predicate<Path> wanted) {
        List<String> contents = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && wanted.test(file)) {
                        try {
                            contents.add(Files.readString(file, ISO_8859_1));
                        } catch (NoSuchFileException renamed) {
                            return FileVisitResult.CONTINUE;
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A broker at work renames its checkpoints while they are listed. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return contents;
    }

    private static List<String> holding(List<String> content, List<String> values) {
        return values.stream()
                .filter(value -> content.stream().anyMatch(each -> each.contains(value)))
                .toList();
    }
}
