package io.memoryorchestrator.pii;

import io.memoryorchestrator.pii.detect.Detection;
import io.memoryorchestrator.pii.detect.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Finds personal data and secrets in text and replaces them. Immutable and safe for any number of threads; writes no log,
 * and performs no I/O unless a stage that it was given does.
 *
 * <p>Promises, each with a test: text outside findings comes out byte for byte; redacting what was redacted changes nothing; the same
 * text and policy give the same result; time grows linearly with the text.
 */
public final class PiiFilter {

    private static final PiiFilter STANDARD = new PiiFilter(PiiPolicy.standard(), List.of());

    private final PiiPolicy policy;
    private final List<EntityStage> stages;

    private PiiFilter(PiiPolicy policy, List<EntityStage> stages) {
        this.policy = policy;
        this.stages = stages;
    }

    /** A filter with the {@linkplain PiiPolicy#standard() standard policy}. */
    public static PiiFilter standard() {
        return STANDARD;
    }

    /** A filter with a policy of its own. */
    public static PiiFilter with(PiiPolicy policy) {
        return new PiiFilter(Objects.requireNonNull(policy, "policy"), List.of());
    }

    /** This filter with a further stage, such as a model that knows names. */
    public PiiFilter and(EntityStage stage) {
        List<EntityStage> more = new ArrayList<>(stages);
        more.add(stage);
        return new PiiFilter(policy, List.copyOf(more));
    }

    /** The policy that {@link #redact(String)} applies. */
    public PiiPolicy policy() {
        return policy;
    }

    /** Redacts a text under this filter's policy. */
    public Redaction redact(String text) {
        return redact(text, policy);
    }

    /**
     * Redacts a text under the policy of, say, one tenant.
     *
     * @return the redacted text and what was found; the same instance of the text and no findings if there is nothing to replace
     */
    public Redaction redact(String text, PiiPolicy policy) {
        return redact(text, policy, each -> Detection.find(each, policy, stages));
    }

    /**
     * Redacts the value of a field, which may be personal for its name alone: {@code hunter2} under {@code password}. Everything that is
     * found in the value alone is replaced as well.
     *
     * @return as for a text; offsets refer to the value
     */
    public Redaction redact(Label label, String value, PiiPolicy policy) {
        if (!label.telling() && policy.customPatterns().isEmpty()) {
            return redact(value, policy);
        }
        return redact(value, policy, each -> Labelled.find(label.phrase(), each, policy, stages));
    }

    private static Redaction redact(String text, PiiPolicy policy, Function<String, List<Finding>> look) {
        List<Finding> first = look.apply(text);
        return first.isEmpty() ? new Redaction(text, List.of()) : Rewriting.of(text, first, policy, look);
    }
}
