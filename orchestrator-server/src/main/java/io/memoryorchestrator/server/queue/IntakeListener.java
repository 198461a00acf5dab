package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.server.intake.Intake;
import io.memoryorchestrator.server.intake.IntakeResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Stores turns and transcripts. When it returns, everything the batch came to is durable, and only then does the
 * container commit the offsets.
 *
 * <p>Both topics are read by one container: they have the same keys and as many partitions, and the range assignor gives
 * partitions of the same number to the same thread, so that a transcript and the live turns of its session never race.
 */
final class IntakeListener implements BatchMessageListener<String, byte[]> {
    private final Intake intake;
    private final OutcomePublisher publisher;
    private final TopicEraser eraser;
    private final MeterRegistry meters;

    IntakeListener(Intake intake, OutcomePublisher publisher, TopicEraser eraser, MeterRegistry meters) {
        this.intake = intake;
        this.publisher = publisher;
        this.eraser = eraser;
        this.meters = meters;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        Timer.Sample sample = Timer.start(meters);
        IntakeResult result =
                intake.handle(records.stream().map(TextHeaders::inbound).toList());
        publisher.publish(result);
        result.suppressed().forEach(late -> eraser.noteLate(late.topic(), late.partition(), late.offset()));
        sample.stop(meters.timer("memory.intake.batch"));
        meters.counter("memory.intake.turns").increment(result.stored().size());
        meters.counter("memory.intake.suppressed").increment(result.suppressed().size());
    }
}
