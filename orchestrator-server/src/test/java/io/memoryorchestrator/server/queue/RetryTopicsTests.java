package io.memoryorchestrator.server.queue;

import static io.memoryorchestrator.server.queue.HeldTurns.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.intake.InboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RetryTopicsTests {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final RetryTopics retries =
            new RetryTopics(Topics.TURN_STORED, List.of(Duration.ofSeconds(10), Duration.ofMinutes(1)), PATIENCE);

    @Test
    void eachTopicHasItsWait() {
        InboundRecord first = inbound(next(0, Duration.ZERO).orElseThrow());
        InboundRecord second = inbound(next(1, Duration.ZERO).orElseThrow());

        assertThat(first.topic()).isEqualTo("memory.turn-stored.v1.retry-1");
        assertThat(RetryTopics.due(first)).isEqualTo(NOW.plusSeconds(10));
        assertThat(second.topic()).isEqualTo("memory.turn-stored.v1.retry-2");
        assertThat(RetryTopics.due(second)).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void theLastTopicTakesATurnAgainUntilPatienceWithItIsOver() {
        InboundRecord first = inbound(next(0, Duration.ZERO).orElseThrow());
        InboundRecord again = inbound(
                next(2, Duration.ZERO, NOW.plus(PATIENCE).minusMillis(1)).orElseThrow());

        assertThat(again.topic()).isEqualTo("memory.turn-stored.v1.retry-2");
        assertThat(RetryTopics.since(first)).isEqualTo(NOW);
        assertThat(RetryTopics.since(again)).isEqualTo(NOW);
        assertThat(next(2, Duration.ZERO, NOW.plus(PATIENCE))).isEmpty();
        assertThat(next(1, Duration.ZERO, NOW.plus(PATIENCE))).isPresent();
    }

    @Test
    void withoutRetryTopicsThereIsNoPatience() {
        assertThat(new RetryTopics(Topics.TURN_STORED, List.of(), PATIENCE)
                        .next(HeldTurns.of("s", 41, 0), "mem0", "UNAVAILABLE", Duration.ZERO, NOW))
                .isEmpty();
    }

    @Test
    void aLongerWaitThatTheProviderAskedForIsKept() {
        assertThat(RetryTopics.due(inbound(next(0, Duration.ofSeconds(30)).orElseThrow())))
                .isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aRecordOnARetryTopicKnowsWhereItWasAndForWhomItWaits() {
        InboundRecord waiting = inbound(next(0, Duration.ZERO).orElseThrow());

        InboundRecord origin = retries.origin(waiting);

        assertThat(origin.place()).isEqualTo("memory.turn-stored.v1-0@41");
        assertThat(origin.headers()).containsExactlyEntriesOf(Map.of("ce_id", "i41"));
        assertThat(origin.timestamp()).isEqualTo(NOW);
        assertThat(RetryTopics.isFor(waiting, "mem0")).isTrue();
        assertThat(RetryTopics.isFor(waiting, "other")).isFalse();
        assertThat(retries.attempt(waiting.topic())).isEqualTo(1);
        assertThat(retries.attempt(Topics.TURN_STORED)).isZero();
    }

    @Test
    void headersThatAreNotOursDoNoHarm() {
        var headers = new RecordHeaders();
        headers.add("retry-due", "soon".getBytes(UTF_8));
        headers.add("retry-original-offset", "x".getBytes(UTF_8));
        headers.add("retry-since", "long ago".getBytes(UTF_8));
        InboundRecord strange =
                inbound(new ProducerRecord<>("memory.turn-stored.v1.retry-1", 0, "k", new byte[] {1}, headers));

        assertThat(RetryTopics.due(strange)).isEqualTo(Instant.EPOCH);
        assertThat(RetryTopics.since(strange)).isEqualTo(NOW.plusSeconds(1));
        assertThat(retries.origin(strange).offset()).isEqualTo(3);
    }

    private Optional<ProducerRecord<String, byte[]>> next(int attempt, Duration atLeast) {
        return next(attempt, atLeast, NOW);
    }

    private Optional<ProducerRecord<String, byte[]>> next(int attempt, Duration atLeast, Instant now) {
        return retries.next(HeldTurns.of("s", 41, attempt), "mem0", "UNAVAILABLE", atLeast, now);
    }

    private static InboundRecord inbound(ProducerRecord<String, byte[]> sent) {
        return TextHeaders.inbound(SentRecords.readBack(sent, 3));
    }
}
