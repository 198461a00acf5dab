package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** What is asked of a broker while nobody listens at its address ends in time. */
class BrokerAwayIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Supplier<Map<String, Object>> connection;

    BrokerAwayIT() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            String address = "127.0.0.1:" + nobody.getLocalPort();
            connection = () -> Map.of("bootstrap.servers", address);
        }
    }

    @Test
    void theLagOfAGroupIsUnknownSoon() throws Throwable {
        GroupLag lag = new GroupLag(connection, Clock.systemUTC());

        soon(() -> assertThat(lag.of("a-group", List.of("a-topic"))).isEmpty());
    }

    @Test
    void theStartIsToldSoonThatThereIsNoBroker() throws Throwable {
        QueueSettings settings = new QueueSettings(
                1,
                (short) 1,
                Duration.ofDays(1),
                Duration.ofDays(1),
                1_000_000,
                Duration.ofSeconds(1),
                1,
                List.of(),
                Duration.ZERO,
                1,
                Duration.ofMinutes(1),
                1,
                "here");
        TopicProvisioner topics = new TopicProvisioner(connection, settings);

        soon(() -> assertThatThrownBy(topics::provision)
                .isInstanceOf(QueueUnavailableException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS"));
    }

    @Test
    void whoeverLooksAtDeadLettersIsToldSoon() throws Throwable {
        var consumers = new DefaultKafkaConsumerFactory<>(
                connection.get(), new StringDeserializer(), new ByteArrayDeserializer());
        AcknowledgedProducer unused = new SmallBroker(1).producer();
        DeadLetterTopics letters = new DeadLetterTopics(consumers, unused, SOON);

        soon(() -> assertThatThrownBy(letters::read).isInstanceOf(QueueUnavailableException.class));
    }

    private static void soon(ThrowingCallable told) throws Throwable {
        long began = System.nanoTime();
        told.call();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }
}
