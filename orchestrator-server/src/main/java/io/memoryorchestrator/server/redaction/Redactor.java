package io.memoryorchestrator.server.redaction;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.Redaction;
import io.memoryorchestrator.server.recall.EchoGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes personal data out of everything in an intent that people wrote: content, metadata values and questions. */
public final class Redactor {
    /** Stands for a turn that held nothing but context which had been handed out before; it is not stored again. */
    public static final String ECHO = "[CONTEXT]";

    private final @Nullable PiiFilter filter;
    private final MeterRegistry meters;

    /** @param filter null switches redaction off, which is for measuring its cost only */
    public Redactor(@Nullable PiiFilter filter, MeterRegistry meters) {
        this.filter = filter;
        this.meters = meters;
    }

    /** Redacting what has been redacted before changes nothing, so every way in may do it again. */
    public RedactedIntent redact(IntentEnvelope envelope) {
        Intent redacted = switch (envelope.intent()) {
            case TurnCommitted committed ->
                new TurnCommitted(
                        committed.session(), committed.labels(), turn(committed.turn()), committed.idempotencyKey());
            case SessionSync sync ->
                new SessionSync(
                        sync.session(),
                        sync.labels(),
                        sync.turns().stream().map(this::turn).toList());
            case SessionBackfill backfill -> backfill;
            case ContextFetch fetch -> fetch(fetch);
        };
        return new RedactedIntent(new IntentEnvelope(envelope.id(), envelope.source(), envelope.time(), redacted));
    }

    /** A question redacted like the turns it is compared with. */
    public ContextFetch fetch(ContextFetch fetch) {
        return new ContextFetch(
                fetch.user(),
                fetch.sessionId(),
                fetch.query() == null ? null : text(fetch.query()),
                fetch.limit(),
                fetch.tokenBudget(),
                fetch.include(),
                fetch.filter(),
                fetch.efSearch(),
                fetch.deadline());
    }

    /** Redacts any text, such as the payload of a record that cannot be decoded. */
    public String text(String text) {
        if (filter == null) {
            return text;
        }
        Redaction redaction = filter.redact(text);
        redaction
                .counts()
                .forEach((type, count) ->
                        meters.counter("memory.redactions", "type", type.name()).increment(count));
        return redaction.text();
    }

    /** Echoed context goes first: redaction might take the id in its marker for something else. */
    private SpokenTurn turn(SpokenTurn turn) {
        String own = EchoGuard.strip(turn.content());
        return turn.with(own.isBlank() ? ECHO : text(own), object(turn.metadata()));
    }

    private Map<String, @Nullable Object> object(Map<?, ?> values) {
        Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
        values.forEach((name, value) -> redacted.put(text(String.valueOf(name)), value(value)));
        return redacted;
    }

    /** A card or account number does not become harmless by being sent without quotes. */
    private Object number(Long number) {
        String digits = number.toString();
        String redacted = text(digits);
        return redacted.equals(digits) ? number : redacted;
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case String text -> text(text);
            case Long number -> number(number);
            case Map<?, ?> map -> object(map);
            case List<?> list -> list.stream().map(this::value).toList();
            case null, default -> value;
        };
    }
}
