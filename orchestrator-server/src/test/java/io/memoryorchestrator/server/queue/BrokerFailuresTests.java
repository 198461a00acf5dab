package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerFailuresTests {
    private final BrokerFailures failures = new BrokerFailures("It was not done", "WRITE", "try again");

    @ParameterizedTest
    @MethodSource
    void aFailureIsToldAsWhatItIs(Throwable failure, String told) {
        assertThat(failures.of(failure))
                .hasMessage("It was not done, as the Kafka broker " + told)
                .hasCause(failure);
    }

    @Test
    void whoeverAskedIsToldWithoutTheBrokersWords() {
        assertThat(failures.of(new TimeoutException("node 7 is late")).told())
                .isEqualTo("It was not done, as the queue does not answer: try again; the server's log says why");
        assertThat(failures.of(new SaslAuthenticationException("wrong password of orchestrator"))
                        .told())
                .isEqualTo("It was not done, as the queue refused it: try again; the server's log says why");
    }

    static Stream<Arguments> aFailureIsToldAsWhatItIs() {
        return Stream.of(
                arguments(new TimeoutException("late"), "does not answer in time (TimeoutException): try again"),
                arguments(
                        new java.util.concurrent.TimeoutException(),
                        "does not answer in time (TimeoutException): try again"),
                arguments(
                        new TimeoutException("late", new DisconnectException("gone")),
                        "does not answer in time (DisconnectException): try again"),
                arguments(new InterruptedException(), "does not answer in time (InterruptedException): try again"),
                arguments(
                        new KafkaException("no client", new ConfigException("No resolvable bootstrap urls")),
                        "cannot be reached with these settings (ConfigException: No resolvable bootstrap urls):"
                                + " check KAFKA_BOOTSTRAP_SERVERS and spring.kafka.properties"),
                arguments(
                        new SaslAuthenticationException("wrong password"),
                        "does not know this client (SaslAuthenticationException: wrong password):"
                                + " check its credentials in spring.kafka.properties"),
                arguments(
                        new ExecutionException(new org.springframework.kafka.KafkaException(
                                "Failed to send", new TopicAuthorizationException(Set.of("memory.x.v1")))),
                        "does not allow it (TopicAuthorizationException): grant WRITE on the topic memory.x.v1"
                                + " to the user of this client"),
                arguments(
                        new TopicAuthorizationException("Authorization failed."),
                        "does not allow it (TopicAuthorizationException): grant WRITE on the topics memory.*"
                                + " to the user of this client"),
                arguments(
                        GroupAuthorizationException.forGroupId("memory-dead-letters"),
                        "does not allow it (GroupAuthorizationException): grant WRITE on the group memory-dead-letters"
                                + " to the user of this client"),
                arguments(
                        new ClusterAuthorizationException("no"),
                        "does not allow it (ClusterAuthorizationException): grant WRITE on the cluster"
                                + " to the user of this client"),
                arguments(
                        new ExecutionException(new InvalidReplicationFactorException("3 is more than 1 broker")),
                        "refused (InvalidReplicationFactorException: 3 is more than 1 broker): check"
                                + " orchestrator.queue.replication-factor, which cannot exceed the number of brokers"),
                arguments(
                        new InvalidPartitionsException("0"),
                        "refused (InvalidPartitionsException: 0): check orchestrator.queue.partitions"),
                arguments(
                        new NotEnoughReplicasException("1 of 2"),
                        "refused (NotEnoughReplicasException: 1 of 2): check that all brokers run, and"
                                + " min.insync.replicas of the topic"),
                arguments(
                        new UnknownServerException("boom"),
                        "refused (UnknownServerException: boom): check what the broker's log says of it"));
    }
}
