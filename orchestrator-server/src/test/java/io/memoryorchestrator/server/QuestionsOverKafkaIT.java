package io.memoryorchestrator.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.TopicReader;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that come over Kafka while the service that has to redact them is away. */
class QuestionsOverKafkaIT {
    private static final String QUESTIONS = "memory.context-fetch.v1";
    private static final String KEY = "default:ada:s1";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatCannotBeRedactedIsRefusedAtOnceAndHoldsNobodyUp() {
        try (OwnServer server = OwnServer.start(
                folder,
                List.of(
                        "orchestrator.queue.partitions=1",
                        "orchestrator.redaction.actions.person=redact",
                        // Nobody listens there.
                        "orchestrator.redaction.entities.url=http://127.0.0.1:1/analyze",
                        "orchestrator.redaction.entities.required=true"))) {
            server.gateway();
            TopicReader topics = server.topics();
            ask(topics, "{\"userId\":\"ada\",\"query\":\"Where is zzyzx?\"}", "with words");
            ask(topics, "{\"userId\":\"ada\",\"query\":\"Where is zzyzx?\"", "broken");
            ask(topics, "{\"userId\":\"ada\",\"deadlineMs\":5000}", "without words");

            List<ConsumerRecord<String, byte[]>> replies =
                    topics.records("memory.context-fetched.v1", 3, reply -> true);
            // On the one partition its reply comes behind every other, a second one of theirs included.
            ask(topics, "{\"userId\":\"ada\",\"deadlineMs\":5000}", "the last");
            replies = topics.records("memory.context-fetched.v1", 4, reply -> true);

            assertThat(reply(replies, "with words")).contains("\"code\":\"store_unavailable\"");
            assertThat(reply(replies, "broken")).contains("\"code\":\"malformed_json\"");
            assertThat(reply(replies, "without words")).contains("\"contextId\"");
            assertThat(replies)
                    .as("one answer for each question")
                    .hasSize(4)
                    .noneSatisfy(reply -> assertThat(text(reply)).contains("zzyzx"));
        }
    }

    private static void ask(TopicReader topics, String question, String correlation) {
        topics.write(QUESTIONS, KEY, question.getBytes(UTF_8), "kafka_correlationId", correlation);
    }

    private static String reply(List<ConsumerRecord<String, byte[]>> replies, String correlation) {
        return replies.stream()
                .filter(reply -> correlation.equals(new String(
                        reply.headers().lastHeader("kafka_correlationId").value(), UTF_8)))
                .map(QuestionsOverKafkaIT::text)
                .findFirst()
                .orElseThrow();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}
