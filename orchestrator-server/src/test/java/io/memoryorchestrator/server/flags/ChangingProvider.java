package io.memoryorchestrator.server.flags;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Value;
import java.util.HashMap;
import java.util.Map;

/** A provider whose flags are all off, until one of them is asked: with the answer all change. */
final class ChangingProvider extends EventProvider {
    private final String changing;
    private final Map<String, String> versions = new HashMap<>();
    private Runnable heard = () -> {};
    private boolean on;

    /** @param changing the flag whose answer is followed by the change */
    ChangingProvider(String changing) {
        this.changing = changing;
    }

    /** Waits, in the middle of an answer, until the change was heard of. */
    void waitingFor(Runnable hearing) {
        heard = hearing;
    }

    /** Makes it name its states, beginning with 1, for one of its flags. */
    void naming(String flag) {
        versions.put(flag, "1");
    }

    @Override
    public Metadata getMetadata() {
        return () -> "changing";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String flag, Boolean otherwise, EvaluationContext context) {
        ProviderEvaluation<Boolean> answer = new ProviderEvaluation<>();
        answer.setValue(on);
        ImmutableMetadata.ImmutableMetadataBuilder metadata = ImmutableMetadata.builder();
        if (versions.containsKey(flag)) {
            metadata.addString("version", versions.get(flag));
        }
        answer.setFlagMetadata(metadata.build());
        if (flag.equals(changing) && !on) {
            on = true;
            versions.replaceAll((_, _) -> "2");
            emitProviderConfigurationChanged(ProviderEventDetails.builder().build());
            heard.run();
        }
        return answer;
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String flag, String otherwise, EvaluationContext context) {
        throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String flag, Integer otherwise, EvaluationContext context) {
        throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String flag, Double otherwise, EvaluationContext context) {
        throw new UnsupportedOperationException("not asked here");
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String flag, Value otherwise, EvaluationContext context) {
        throw new UnsupportedOperationException("not asked here");
    }
}
