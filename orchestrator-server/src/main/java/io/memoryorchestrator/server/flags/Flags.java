package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Value;
import io.memoryorchestrator.api.model.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the flags, whichever OpenFeature provider stands behind them. Thread-safe, and answered without I/O. */
public final class Flags {
    /** Changes come seconds apart and an evaluation takes microseconds, so even a second try is rare. */
    private static final int TRIES = 100;

    private final Client client;
    private final Map<String, Boolean> configured;
    private final AtomicLong changes = new AtomicLong();

    /** @param configured the flags there are, each with what counts where nothing is set */
    public Flags(Client client, Map<String, Boolean> configured) {
        this.client = client;
        this.configured = Map.copyOf(configured);
        client.onProviderConfigurationChanged(details -> changes.incrementAndGet());
    }

    /** The flags there are, each with what counts where nothing is set. */
    public Map<String, Boolean> configured() {
        return configured;
    }

    /** One flag for one user. */
    public FlagDecision decide(String flag, UserRef user) {
        return one(flag, context(user));
    }

    /** Whether a flag is on for anybody at all. */
    public FlagDecision anybody(String flag) {
        return one(flag, ImmutableContext.EMPTY);
    }

    private FlagDecision one(String flag, EvaluationContext context) {
        return undisturbed(counted -> Optional.of(ask(flag, context).decision(counted)));
    }

    /** All flags for one user, all of them from the same state of the flags. */
    public FlagSnapshot under(UserRef user) {
        EvaluationContext context = context(user);
        return undisturbed(counted -> ofOneState(context).map(answers -> {
            String name = names(answers).stream().findFirst().orElse(counted);
            return new FlagSnapshot(
                    name,
                    answers.stream()
                            .map(answer -> answer.decision(name))
                            .collect(Collectors.toMap(FlagDecision::flag, Function.identity())));
        }));
    }

    /**
     * Answers for all flags, as far as their state has a name. A flag that the provider does not know comes without the name: it
     * is of that state which the others are of before and after it.
     */
    private Optional<List<Answer>> ofOneState(EvaluationContext context) {
        List<Answer> answers = all(context);
        Set<String> names = names(answers);
        boolean named = answers.stream().allMatch(answer -> answer.snapshot() != null);
        if (names.isEmpty() || (named && names.size() == 1)) {
            return Optional.of(answers);
        }
        List<Answer> between = all(context);
        boolean same = names.size() == 1
                && names(between).equals(names)
                && names(all(context)).equals(names);
        return same ? Optional.of(between) : Optional.empty();
    }

    /** Asks until no change was heard of meanwhile, so that nothing is named after a state that it is not of. */
    private <T> T undisturbed(Function<String, Optional<T>> asking) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String counted = counted();
            Optional<T> answer = asking.apply(counted);
            if (answer.isPresent() && counted.equals(counted())) {
                return answer.get();
            }
        }
        throw new IllegalStateException(
                "The flags change faster than they can be read, or name several versions at the same time");
    }

    private List<Answer> all(EvaluationContext context) {
        return configured.keySet().stream().map(flag -> ask(flag, context)).toList();
    }

    private static Set<String> names(List<Answer> answers) {
        return answers.stream().map(Answer::snapshot).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static EvaluationContext context(UserRef user) {
        return new ImmutableContext(
                Bucket.targetingKey(user), Map.of(LedgerProvider.TENANT, new Value(user.tenantId())));
    }

    private Answer ask(String flag, EvaluationContext context) {
        return new Answer(client.getBooleanDetails(flag, configured.getOrDefault(flag, false), context));
    }

    /** Names the state of the flags for providers that do not. */
    private String counted() {
        return "change-" + changes.get();
    }

    /** What the provider says, some of which it may leave out. */
    private record Answer(FlagEvaluationDetails<Boolean> details) {
        @Nullable
        String snapshot() {
            String named = metadata(LedgerProvider.SNAPSHOT);
            return named == null ? metadata("version") : named;
        }

        private @Nullable String metadata(String name) {
            ImmutableMetadata metadata = details.getFlagMetadata();
            Object value =
                    metadata == null ? null : metadata.asUnmodifiableMap().get(name);
            return value == null ? null : value.toString();
        }

        FlagDecision decision(String otherwise) {
            boolean on = details.getValue();
            String snapshot = Objects.requireNonNullElse(snapshot(), otherwise);
            return new FlagDecision(
                    details.getFlagKey(),
                    on,
                    orElse(details.getVariant(), on ? "on" : "off"),
                    details.getErrorCode() == null
                            ? orElse(details.getReason(), "UNKNOWN")
                            : details.getErrorCode().name(),
                    snapshot,
                    Objects.requireNonNullElse(metadata(LedgerProvider.SINCE), snapshot));
        }

        private static String orElse(@Nullable String text, String otherwise) {
            return text == null || text.isEmpty() ? otherwise : text;
        }
    }
}
