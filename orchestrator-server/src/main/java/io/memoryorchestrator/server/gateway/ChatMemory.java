package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.canonical.CanonicalStore;
import io.memoryorchestrator.api.canonical.IntentLedger.Acceptance;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.SpokenTurn;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.redaction.Redactor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages as turns, and knows a message that was added before: one of the same session, role and words, and of the same time where
 * it has one. Its turn id is the hash of these, taken after redaction, so that it tells nothing about what was taken out.
 */
final class ChatMemory {
    private final Redactor redactor;
    private final CanonicalStore store;
    private final IntentAcceptance acceptance;
    private final Settling settling;
    private final Clock clock;

    ChatMemory(Redactor redactor, CanonicalStore store, IntentAcceptance acceptance, Settling settling, Clock clock) {
        this.redactor = redactor;
        this.store = store;
        this.acceptance = acceptance;
        this.settling = settling;
        this.clock = clock;
    }

    /**
     * What became of one message.
     *
     * @param intentId null for one that was there already
     */
    record Added(UUID turnId, @Nullable String intentId, Settling.Outcome outcome) {}

    /** Returns when every message is settled, or when the time for that is over. */
    List<Added> add(Access access, SessionSync spoken) {
        List<UUID> ids = new ArrayList<>();
        Map<UUID, TurnCommitted> fresh = new LinkedHashMap<>();
        for (TurnCommitted turn : turns(spoken)) {
            UUID id =
                    TurnId.ofClientId(turn.session(), String.valueOf(turn.turn().turnId()));
            ids.add(id);
            fresh.putIfAbsent(id, turn);
        }
        store.lookup(spoken.session().user(), Set.copyOf(ids)).forEach(known -> fresh.remove(known.id()));
        Map<UUID, String> intents = accept(access, fresh);
        Map<String, Settling.Outcome> outcomes = settling.await(List.copyOf(intents.values()));
        List<Added> added = new ArrayList<>();
        for (UUID id : ids) {
            // The first of several alike is the one that is stored.
            String intent = intents.remove(id);
            added.add(new Added(
                    id,
                    intent,
                    intent == null
                            ? Settling.Outcome.DUPLICATE
                            : outcomes.getOrDefault(intent, Settling.Outcome.OPEN)));
        }
        return added;
    }

    private Map<UUID, String> accept(Access access, Map<UUID, TurnCommitted> fresh) {
        Map<UUID, String> intents = new LinkedHashMap<>();
        if (fresh.isEmpty()) {
            return intents;
        }
        Instant now = clock.instant();
        List<Acceptance> accepted = acceptance.accept(
                access,
                fresh.values().stream()
                        .map(turn -> new Submission(turn, null, null, SubmissionReader.SOURCE, now))
                        .toList());
        int next = 0;
        for (UUID id : fresh.keySet()) {
            intents.put(id, accepted.get(next++).intentId());
        }
        return intents;
    }

    private List<TurnCommitted> turns(SessionSync spoken) {
        Instant now = clock.instant();
        SessionSync redacted =
                (SessionSync) redactor.redact(new IntentEnvelope("chat", SubmissionReader.SOURCE, now, spoken))
                        .envelope()
                        .intent();
        List<TurnCommitted> turns = new ArrayList<>();
        for (SpokenTurn turn : redacted.turns()) {
            // Microseconds are what keeps messages of one request in order.
            Instant at = turn.occurredAt() == null ? now.plus(turns.size(), ChronoUnit.MICROS) : turn.occurredAt();
            turns.add(new TurnCommitted(
                    redacted.session(),
                    redacted.labels(),
                    new SpokenTurn(
                            repeatId(redacted.session(), turn),
                            null,
                            turn.role(),
                            turn.content(),
                            at,
                            turn.metadata(),
                            null),
                    null));
        }
        return turns;
    }

    private static String repeatId(SessionRef session, SpokenTurn turn) {
        String said = session.key() + "\n" + turn.role().wireName() + "\n" + turn.occurredAt() + "\n" + turn.content();
        return "chat-" + Sha256.hex(said);
    }
}
