package io.memoryorchestrator.server.redaction;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.Label;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.Redaction;
import io.memoryorchestrator.server.recall.EchoGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes personal data out of everything in an intent that people wrote: content, metadata values and questions. */
public final class Redactor {
    /** Stands for a turn that held nothing but context which had been handed out before; it is not stored again. */
    public static final String ECHO = "[CONTEXT]";

    /** Counts what was taken out, by {@code type} and {@code detector}. */
    public static final String COUNTER = "memory.redactions";

    private final PiiFilter filter;
    private final @Nullable RedactionPolicies policies;
    private final MeterRegistry meters;

    public Redactor(@Nullable RedactionPolicies policies, MeterRegistry meters) {
        this(PiiFilter.standard(), policies, meters);
    }

    /**
     * @param filter with the further stages that are switched on
     * @param policies null switches redaction off, which is for measuring its cost only
     */
    public Redactor(PiiFilter filter, @Nullable RedactionPolicies policies, MeterRegistry meters) {
        this.filter = filter;
        this.policies = policies;
        this.meters = meters;
    }

    /** Redacting what has been redacted before changes nothing, so every way in may do it again. */
    public RedactedIntent redact(IntentEnvelope envelope) {
        Intent redacted = switch (envelope.intent()) {
            case TurnCommitted committed ->
                new TurnCommitted(
                        committed.session(),
                        committed.labels(),
                        turn(committed.turn(), policyOf(committed.session().user())),
                        committed.idempotencyKey());
            case SessionSync sync -> sync(sync, policyOf(sync.session().user()));
            case SessionBackfill backfill -> backfill;
            case ContextFetch fetch -> fetch(fetch);
        };
        return new RedactedIntent(new IntentEnvelope(envelope.id(), envelope.source(), envelope.time(), redacted));
    }

    /** A question redacted like the turns it is compared with. */
    public ContextFetch fetch(ContextFetch fetch) {
        return fetch.query() == null ? fetch : fetch.asking(text(fetch.query(), policyOf(fetch.user())));
    }

    /** A free JSON object of a user, such as the data of a session. */
    public Map<String, @Nullable Object> object(UserRef user, Map<String, @Nullable Object> values) {
        return object(values, policyOf(user));
    }

    /** A text of a user. */
    public String text(UserRef user, String text) {
        return text(text, policyOf(user));
    }

    /** Redacts any text of which no tenant is known, such as the payload of a record that cannot be decoded. */
    public String text(String text) {
        return text(text, policies == null ? null : policies.ofUnknownTenant());
    }

    /** Any JSON value of a user's: every text in it, names of objects' members included, each value in the light of its name. */
    public @Nullable Object value(UserRef user, @Nullable Object value) {
        return value(value, policyOf(user));
    }

    /** The same for a value of which no tenant is known. */
    public @Nullable Object value(@Nullable Object value) {
        return value(value, policies == null ? null : policies.ofUnknownTenant());
    }

    /** What is done for a tenant; empty when redaction is off. */
    public Optional<PiiPolicy> policyOf(String tenantId) {
        return Optional.ofNullable(policies).map(each -> each.of(tenantId));
    }

    private @Nullable PiiPolicy policyOf(UserRef user) {
        return policies == null ? null : policies.of(user.tenantId());
    }

    private String text(String text, @Nullable PiiPolicy policy) {
        return text(Label.NONE, text, policy);
    }

    private String text(Label label, String text, @Nullable PiiPolicy policy) {
        if (policy == null) {
            return text;
        }
        Redaction redaction = filter.redact(label, text, policy);
        redaction.findings().forEach(this::count);
        return redaction.text();
    }

    private void count(Finding finding) {
        meters.counter(COUNTER, "type", finding.type().name(), "detector", finding.detector())
                .increment();
    }

    private SessionSync sync(SessionSync sync, @Nullable PiiPolicy policy) {
        return new SessionSync(
                sync.session(),
                sync.labels(),
                sync.turns().stream().map(turn -> turn(turn, policy)).toList());
    }

    /** Echoed context goes first: redaction might take the id in its marker for something else. */
    private SpokenTurn turn(SpokenTurn turn, @Nullable PiiPolicy policy) {
        String own = EchoGuard.strip(turn.content());
        return turn.with(own.isBlank() ? ECHO : text(own, policy), object(turn.metadata(), policy));
    }

    private Map<String, @Nullable Object> object(Map<?, ?> values, @Nullable PiiPolicy policy) {
        Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
        Map<?, ?> placed = policy == null ? values : Coordinates.joined(values, pair -> text(pair, policy));
        placed.forEach((name, value) -> {
            String kept = unused(text(String.valueOf(name), policy), redacted);
            redacted.put(kept, value(Label.of(kept), value, policy));
        });
        return redacted;
    }

    /** Two names may come out alike, and neither value is to be lost. */
    private static String unused(String name, Map<String, @Nullable Object> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + "#" + i;
        }
        return free;
    }

    /**
     * A card or account number does not become harmless by being sent without quotes. A fraction alone is a measure, and only its
     * name can make it more.
     */
    private Object number(Label label, Number number, @Nullable PiiPolicy policy) {
        boolean fraction = number instanceof Double || number instanceof Float || number instanceof BigDecimal;
        if (policy == null || fraction && (!label.telling() || !Double.isFinite(number.doubleValue()))) {
            return number;
        }
        String digits = fraction ? new BigDecimal(number.toString()).toPlainString() : number.toString();
        String redacted = text(label, digits, policy);
        return redacted.equals(digits) ? number : redacted;
    }

    private @Nullable Object value(@Nullable Object value, @Nullable PiiPolicy policy) {
        return value(Label.NONE, value, policy);
    }

    private @Nullable Object value(Label label, @Nullable Object value, @Nullable PiiPolicy policy) {
        return switch (value) {
            case String text -> text(label, text, policy);
            case Number number -> number(label, number, policy);
            case Map<?, ?> map -> object(map, policy);
            case List<?> list -> list(label, list, policy);
            case null, default -> value;
        };
    }

    /** Values in an array are what the name of the array says. */
    private List<@Nullable Object> list(Label label, List<?> list, @Nullable PiiPolicy policy) {
        List<?> placed =
                policy == null || !label.telling() ? list : Coordinates.joined(list, pair -> text(pair, policy));
        List<@Nullable Object> redacted = new ArrayList<>(list.size());
        placed.forEach(each -> redacted.add(value(label, each, policy)));
        return redacted;
    }
}
