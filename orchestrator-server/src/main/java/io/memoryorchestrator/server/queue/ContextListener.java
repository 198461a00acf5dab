package io.memoryorchestrator.server.queue;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.server.intake.DeadLetter;
import io.memoryorchestrator.server.intake.DeadLetters;
import io.memoryorchestrator.server.intake.InboundRecord;
import io.memoryorchestrator.server.intake.RecordDecoder;
import io.memoryorchestrator.server.recall.RecallEngine;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.uses.UseCount;
import io.memoryorchestrator.server.wire.EventJson;
import io.memoryorchestrator.server.wire.WireException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Answers fetchContext asked over Kafka. The questions of a batch are answered side by side, each within its own
 * deadline, so that one slow question does not make the next ones late. None is ever held: whatever is away, its asker is
 * told so or has given up.
 */
final class ContextListener implements BatchMessageListener<String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ContextListener.class);
    private static final String AWAY = "What has to redact the question is away: ask again";
    private static final String CODE_ONLY = "What has to redact the details is away";

    private final RecordDecoder decoder;
    private final Redactor redactor;
    private final RecallEngine engine;
    private final EventJson events;
    private final DeadLetters deadLetters;
    private final OutcomePublisher publisher;
    private final ReplySender replies;
    private final UseCount uses;

    ContextListener(
            RecordDecoder decoder,
            Redactor redactor,
            RecallEngine engine,
            EventJson events,
            DeadLetters deadLetters,
            OutcomePublisher publisher,
            ReplySender replies,
            UseCount uses) {
        this.decoder = decoder;
        this.redactor = redactor;
        this.engine = engine;
        this.events = events;
        this.deadLetters = deadLetters;
        this.publisher = publisher;
        this.replies = replies;
        this.uses = uses;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<?>[] answers = records.stream()
                    .map(record -> CompletableFuture.runAsync(() -> answer(record), executor))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(answers).join();
        }
    }

    private void answer(ConsumerRecord<String, byte[]> question) {
        InboundRecord record = TextHeaders.inbound(question);
        if (!replies.mayReply(question)) {
            setAside(
                    question,
                    record,
                    "reply_topic_refused",
                    "kafka_replyTopic names a topic that replies may not go to: see orchestrator.queue.reply-topics");
            return;
        }
        try {
            ContextFetch fetch = (ContextFetch)
                    decoder.decode(record, IntentType.CONTEXT_FETCH).intent();
            FetchedContext context = engine.fetch(redactor.fetch(fetch));
            replies.fetched(question, events.write(context));
            uses.used(fetch.user(), context);
        } catch (WireException refused) {
            setAside(question, record, refused.fault().code(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            if (failure instanceof AdapterException away && away.kind().retryable()) {
                LOG.warn("The question {} is not answered: {}", record.place(), away.getMessage());
                replies.refused(question, "store_unavailable", AWAY);
                return;
            }
            LOG.error("The question {} could not be answered", record.place(), failure);
            setAside(question, record, "unforeseen", failure.getClass().getSimpleName());
        }
    }

    /** A question is not held until what redacts its letter is back, or the letter's topic: its asker is gone by then. */
    private void setAside(ConsumerRecord<String, byte[]> question, InboundRecord record, String reason, String detail) {
        try {
            DeadLetter letter = deadLetters.of(record, reason, detail);
            replies.refused(question, reason, letter.detail());
            publisher.publish(List.of(letter));
        } catch (AdapterException redactorAway) {
            replies.refused(question, reason, CODE_ONLY);
            publisher.lost(record, redactorAway);
        } catch (QueueUnavailableException topicAway) {
            publisher.lost(record, topicAway);
        }
    }
}
