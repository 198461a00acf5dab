package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.Json;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.JsonNode;

/**
 * The bare work: one thread that consumes the same records and COPYs the same columns into a table without index,
 * constraint, redaction or ledger, a transaction and an offset commit for each poll. Nothing that stores turns can be
 * quicker than this by much.
 */
final class RawCopy {
    private static final String TABLE = """
            create table if not exists bench_raw_turns (
                user_id text, turn_id uuid, session_id text, position bigint, role text, content text,
                occurred_at timestamptz, metadata jsonb, importance double precision
            )
            """;

    private RawCopy() {}

    /** @return turns a second over all of the records that lie behind the given offsets */
    static double turnsPerSecond(
            Connection connection, String bootstrapServers, Map<TopicPartition, Long> from, long count)
            throws SQLException, IOException {
        connection.createStatement().execute(TABLE);
        connection.createStatement().execute("truncate bench_raw_turns");
        connection.setAutoCommit(false);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "bench-raw-" + UUID.randomUUID(),
                "enable.auto.commit",
                false,
                "max.poll.records",
                500);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.copyOf(from.keySet()));
            from.forEach(consumer::seek);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            long began = 0;
            long copied = 0;
            while (copied < count) {
                ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(1));
                began = began == 0 ? System.nanoTime() : began;
                copy.copyIn("copy bench_raw_turns from stdin", new StringReader(rows(records)));
                connection.commit();
                consumer.commitSync();
                copied += records.count();
            }
            return copied * 1e9 / (System.nanoTime() - began);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String rows(ConsumerRecords<String, byte[]> records) {
        StringBuilder rows = new StringBuilder(records.count() * 256);
        for (ConsumerRecord<String, byte[]> record : records) {
            JsonNode turn = Json.MAPPER.readTree(record.value());
            rows.append(escaped(turn.path("userId").asString("")))
                    .append('\t')
                    .append(UUID.randomUUID())
                    .append('\t')
                    .append(escaped(turn.path("sessionId").asString("")))
                    .append('\t')
                    .append(turn.path("seq").asLong(0))
                    .append('\t')
                    .append(turn.path("role").asString(""))
                    .append('\t')
                    .append(escaped(turn.path("content").asString("")))
                    .append('\t')
                    .append(turn.path("occurredAt").asString(""))
                    .append("\t{}\t0.5\n");
        }
        return rows.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
