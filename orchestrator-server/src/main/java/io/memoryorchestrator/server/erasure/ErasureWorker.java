package io.memoryorchestrator.server.erasure;

import io.memoryorchestrator.api.canonical.Erasures;
import io.memoryorchestrator.api.canonical.Erasures.Open;
import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries erasures through every place: the store, then the topics, then the other adapters, then the indexes. The order
 * counts: once all readers of the topics have read past the user's last record, nobody is left who could bring something
 * of it to an adapter that has forgotten already.
 *
 * <p>Each step is repeated until its place is done, in this process or another; a place that is down keeps the erasure
 * open and is named in the receipt.
 */
public final class ErasureWorker {
    public static final String TOPICS = "topics";
    public static final String INDEXES = "indexes";

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** Cleaning a large index takes its time, and a second process would only wait for the first. */
    private static final Duration LEASE_OF_INDEXES = Duration.ofHours(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int OPEN_AT_ONCE = 1_000;

    private final Erasures erasures;
    private final EveryPlace places;
    private final TopicPurge topics;
    private final ErasureSettings settings;
    private final Clock clock;
    private final Map<UUID, UserRef> forgottenHere = new HashMap<>();

    public ErasureWorker(
            Erasures erasures, EveryPlace places, TopicPurge topics, ErasureSettings settings, Clock clock) {
        this.erasures = erasures;
        this.places = places;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Removes the user from the store before it returns; the other places follow on their own. */
    public Receipt begin(UserRef user, @Nullable String reason) {
        Receipt receipt = erasures.erase(UUID.randomUUID(), user, reason);
        forgotHere(user);
        return receipt;
    }

    /** Does what can be done now. Called again and again, by one thread. */
    public void goOn() {
        List<Open> open = erasures.open(OPEN_AT_ONCE);
        forgetHere(open);
        for (int i = 0; i < open.size(); i++) {
            Optional<Open> claimed = erasures.claim(settings.worker(), LEASE);
            if (claimed.isEmpty()) {
                return;
            }
            goOn(claimed.get());
        }
    }

    /**
     * What other processes began has to leave the memory of this one; and once more when it is complete, for a question that
     * was under way at the time may have brought it back.
     */
    private void forgetHere(List<Open> open) {
        Set<UUID> stillOpen = open.stream().map(Open::id).collect(Collectors.toSet());
        forgottenHere.entrySet().removeIf(known -> {
            boolean complete = !stillOpen.contains(known.getKey());
            return complete && forgotHere(known.getValue());
        });
        open.stream()
                .filter(each -> !forgottenHere.containsKey(each.id()) && forgotHere(each.user()))
                .forEach(each -> forgottenHere.put(each.id(), each.user()));
    }

    /** A place that is down for now keeps neither the receipt from the caller nor the other erasures waiting. */
    private boolean forgotHere(UserRef user) {
        try {
            places.forgetHere(new ForgetScope.OfUser(user));
            return true;
        } catch (AdapterException away) {
            LOG.warn("A user who is erased is still in memory here, it is tried again: {}", away.getMessage());
            return false;
        }
    }

    private void goOn(Open erasure) {
        Duration wait = wait(erasure.attempts());
        try {
            Duration grace =
                    Duration.between(clock.instant(), erasure.requestedAt().plus(settings.grace()));
            if (!isDone(erasure, Erasures.STORE)) {
                erasures.erase(erasure.id(), erasure.user(), null);
            }
            if (grace.isPositive()) {
                forgetInOthers(erasure);
                wait = grace;
            } else if (removeFromTopics(erasure)) {
                finish(erasure);
            }
        } finally {
            erasures.postpone(erasure.id(), wait);
        }
    }

    private boolean removeFromTopics(Open erasure) {
        if (isDone(erasure, TOPICS)) {
            return true;
        }
        Instant patienceEnds = erasure.requestedAt().plus(settings.idleReaders());
        Step before = erasure.steps().get(TOPICS);
        Step step = topics.purge(
                erasure.user(),
                before == null ? Map.of() : before.noted(),
                clock.instant().isAfter(patienceEnds));
        erasures.report(erasure.id(), TOPICS, step);
        return step.state() == Step.State.DONE;
    }

    private void finish(Open erasure) {
        Map<String, Step> steps = forgetInOthers(erasure);
        if (steps.values().stream().allMatch(step -> step.state() == Step.State.DONE)) {
            // An intent that was being noted when the suppression was written may have been noted behind it.
            erasures.erase(erasure.id(), erasure.user(), null);
            erasures.extend(erasure.id(), LEASE_OF_INDEXES);
            List<String> cleaned = erasures.cleanIndexes(erasure.user());
            erasures.report(erasure.id(), INDEXES, Step.done(Map.of("tables", (long) cleaned.size())));
            Receipt receipt = erasures.complete(erasure.id());
            LOG.info("Erasure {} is complete: {} rows removed", receipt.id(), sum(receipt.removed()));
        } else {
            LOG.warn("Erasure {} waits for {}", erasure.id(), waitingFor(steps));
        }
    }

    /** Adapters that know the user and are not there are waited for as well. */
    private Map<String, Step> forgetInOthers(Open erasure) {
        Map<String, Step> steps = new LinkedHashMap<>(places.forgetInOthers(new ForgetScope.OfUser(erasure.user())));
        erasure.steps().forEach((place, step) -> {
            if (!steps.containsKey(place) && !isOurs(place)) {
                steps.put(
                        place,
                        step.state() == Step.State.DONE
                                ? new Step(Step.State.DONE, Map.of(), step.detail())
                                : Step.pending("it holds something of the user and is switched off: switch it on, or"
                                        + " remove the user there by hand and waive the step"));
            }
        });
        steps.forEach((place, step) -> erasures.report(erasure.id(), place, step));
        return steps;
    }

    private static boolean isOurs(String place) {
        return place.equals(Erasures.STORE) || place.equals(TOPICS) || place.equals(INDEXES);
    }

    private static boolean isDone(Open erasure, String place) {
        Step step = erasure.steps().get(place);
        return step != null && step.state() == Step.State.DONE;
    }

    private static Duration wait(int attempts) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempts - 1, 6));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private static String waitingFor(Map<String, Step> steps) {
        return steps.entrySet().stream()
                .filter(entry -> entry.getValue().state() == Step.State.PENDING)
                .map(entry -> entry.getKey() + " (" + entry.getValue().detail() + ")")
                .collect(Collectors.joining(", "));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
