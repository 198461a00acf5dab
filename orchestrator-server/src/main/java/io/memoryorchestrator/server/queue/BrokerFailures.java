package io.memoryorchestrator.server.queue;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Tells what a failure means: the broker is away, this client lacks a right, or it was refused.
 *
 * @param undone what did not happen, as the beginning of a sentence
 * @param rights that it takes
 * @param whenAway what to do while the broker does not answer
 */
record BrokerFailures(String undone, String rights, String whenAway) {
    QueueUnavailableException of(Throwable failure) {
        Throwable cause = innermost(failure);
        String told = undone + (isAway(cause) ? ", as the queue does not answer" : ", as the queue refused it")
                + ": try again; the server's log says why";
        return new QueueUnavailableException(undone + ", as the Kafka broker " + why(cause), told, failure);
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof org.apache.kafka.common.errors.TimeoutException
                || cause instanceof DisconnectException
                || cause instanceof NetworkException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException;
    }

    private String why(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        String words = name + ": " + cause.getMessage();
        return switch (cause) {
            case Throwable away when isAway(away) -> "does not answer in time (" + name + "): " + whenAway;
            case ConfigException _ ->
                "cannot be reached with these settings (" + words
                        + "): check KAFKA_BOOTSTRAP_SERVERS and spring.kafka.properties";
            case AuthenticationException _ ->
                "does not know this client (" + words + "): check its credentials in spring.kafka.properties";
            case AuthorizationException missing ->
                "does not allow it (" + name + "): grant " + rights + " on " + place(missing)
                        + " to the user of this client";
            default -> "refused (" + words + "): check " + placeToLook(cause);
        };
    }

    private static String place(AuthorizationException missing) {
        return switch (missing) {
            case TopicAuthorizationException topic
            when !topic.unauthorizedTopics().isEmpty() -> "the topic " + String.join(", ", topic.unauthorizedTopics());
            case TopicAuthorizationException _ -> "the topics memory.*";
            case GroupAuthorizationException group when group.groupId() != null -> "the group " + group.groupId();
            default -> "the cluster";
        };
    }

    private static String placeToLook(Throwable refusal) {
        return switch (refusal) {
            case InvalidReplicationFactorException _ ->
                "orchestrator.queue.replication-factor, which cannot exceed the number of brokers";
            case InvalidPartitionsException _ -> "orchestrator.queue.partitions";
            case InvalidConfigurationException _ ->
                "orchestrator.queue.max-message, intent-retention and dead-letter-retention";
            case PolicyViolationException _ -> "orchestrator.queue.* against the broker's policy for topics";
            case NotEnoughReplicasException _, NotEnoughReplicasAfterAppendException _ ->
                "that all brokers run, and min.insync.replicas of the topic";
            case UnknownTopicOrPartitionException _ -> "that the topic exists; a start makes what is missing";
            default -> "what the broker's log says of it";
        };
    }

    /** Spring and the futures wrap what the client says, and the client what it waited for. */
    private static Throwable innermost(Throwable failure) {
        Throwable told = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof KafkaException || each instanceof TimeoutException) {
                told = each;
            }
        }
        return told;
    }
}
