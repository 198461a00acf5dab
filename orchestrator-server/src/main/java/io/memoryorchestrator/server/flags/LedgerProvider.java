package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import org.jspecify.annotations.Nullable;

/**
 * OpenFeature's view of the rules in the canonical store. It answers from the rules it was given last and never asks the
 * store itself, so that an evaluation takes no time and cannot fail.
 */
final class LedgerProvider extends EventProvider {
    static final String SNAPSHOT = "snapshot";
    static final String SINCE = "since";
    static final String TENANT = "tenant";
    static final String STALE = "STALE";

    private volatile State state = new State(Ruleset.EMPTY, false);

    Ruleset rules() {
        return state.rules();
    }

    void changed(Ruleset rules) {
        state = new State(rules, false);
        emitProviderConfigurationChanged(ProviderEventDetails.builder()
                .flagsChanged(rules.rules().rules().stream()
                        .map(rule -> rule.setting().flag())
                        .distinct()
                        .toList())
                .build());
    }

    /** Whether the rules may be older than the store's. */
    void stale(boolean stale) {
        if (state.stale() != stale) {
            state = new State(state.rules(), stale);
            ProviderEventDetails details = ProviderEventDetails.builder().build();
            if (stale) {
                emitProviderStale(details);
            } else {
                emitProviderReady(details);
            }
        }
    }

    @Override
    public Metadata getMetadata() {
        return () -> "canonical-store";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String flag, Boolean configured, EvaluationContext context) {
        State now = state;
        Value tenant = context.getValue(TENANT);
        Ruleset.Outcome outcome =
                now.rules().ask(flag, tenant == null ? null : tenant.asString(), context.getTargetingKey(), configured);
        return LedgerProvider.<Boolean>answer(
                outcome.on(),
                outcome.on() ? "on" : "off",
                now.stale() ? STALE : outcome.reason().name(),
                null,
                ImmutableMetadata.builder()
                        .addString(SNAPSHOT, Long.toString(now.rules().version()))
                        .addString(SINCE, Long.toString(now.rules().since(flag)))
                        .build());
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String flag, String otherwise, EvaluationContext context) {
        return noneOfThisType(otherwise);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String flag, Integer otherwise, EvaluationContext context) {
        return noneOfThisType(otherwise);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String flag, Double otherwise, EvaluationContext context) {
        return noneOfThisType(otherwise);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String flag, Value otherwise, EvaluationContext context) {
        return noneOfThisType(otherwise);
    }

    private static <T> ProviderEvaluation<T> noneOfThisType(T otherwise) {
        return answer(
                otherwise,
                "",
                Reason.ERROR.name(),
                ErrorCode.TYPE_MISMATCH,
                ImmutableMetadata.builder().build());
    }

    private static <T> ProviderEvaluation<T> answer(
            T value, String variant, String reason, @Nullable ErrorCode error, ImmutableMetadata metadata) {
        ProviderEvaluation<T> answer = new ProviderEvaluation<>();
        answer.setValue(value);
        answer.setVariant(variant);
        answer.setReason(reason);
        answer.setFlagMetadata(metadata);
        if (error != null) {
            answer.setErrorCode(error);
        }
        return answer;
    }

    private record State(Ruleset rules, boolean stale) {}
}
