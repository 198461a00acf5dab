package io.memoryorchestrator.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to each type of finding, and how sure the filter must be. Immutable.
 *
 * <p>The {@linkplain #standard() standard policy} redacts what identifies or endangers a person when it leaks and keeps what a memory
 * needs in order to be useful: first names, cities, dates of events, names of companies and web addresses.
 */
public final class PiiPolicy {

    /** Kept unless a policy says otherwise: a memory without them cannot answer who, where and when. */
    private static final Set<PiiType> KEPT_BY_DEFAULT = EnumSet.of(
            PiiType.PERSON,
            PiiType.PLACE,
            PiiType.ORGANISATION,
            PiiType.DATE,
            PiiType.AGE,
            PiiType.NATIONALITY,
            PiiType.JOB_TITLE,
            PiiType.URL,
            PiiType.POSTCODE);

    private static final double DEFAULT_CONFIDENCE = 0.5;

    /** Below this an address reads like that of a shop or a venue rather than somebody's home. */
    private static final double HOME_ADDRESS_CONFIDENCE = 0.8;

    private static final PiiPolicy STANDARD = new Builder().build();

    private final PiiAction[] actions;
    private final double[] confidences;
    private final @Nullable PseudonymKey key;
    private final List<CustomPattern> customPatterns;
    private final long activeTypes;

    private PiiPolicy(Builder builder) {
        this.actions = builder.actions.clone();
        this.confidences = builder.confidences.clone();
        this.key = builder.key;
        this.customPatterns = List.copyOf(builder.customPatterns);
        long active = 0;
        for (PiiType type : PiiType.values()) {
            if (actions[type.ordinal()] != PiiAction.KEEP) {
                active |= 1L << type.ordinal();
            }
        }
        this.activeTypes = active;
    }

    /** The policy a tenant has until it chooses another. */
    public static PiiPolicy standard() {
        return STANDARD;
    }

    /** Redacts every type there is, for measuring detectors and for tenants who want no trace of a person. */
    public static PiiPolicy everything() {
        return builder()
                .actionForAll(PiiAction.REDACT)
                .minimumConfidenceForAll(DEFAULT_CONFIDENCE)
                .build();
    }

    /** A builder that starts from the standard policy. */
    public static Builder builder() {
        return new Builder();
    }

    /** What to do with findings of a type. */
    public PiiAction actionFor(PiiType type) {
        return actions[type.ordinal()];
    }

    /** Findings of a type that are less sure than this are left alone. */
    public double minimumConfidence(PiiType type) {
        return confidences[type.ordinal()];
    }

    /** The key for pseudonyms, if this policy makes any. */
    public @Nullable PseudonymKey pseudonymKey() {
        return key;
    }

    /** The operator's own patterns. */
    public List<CustomPattern> customPatterns() {
        return customPatterns;
    }

    /** One bit per {@link PiiType#ordinal()}, set for the types that are not kept. Detectors for kept types are not run. */
    public long activeTypes() {
        return activeTypes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PiiPolicy that
                && Arrays.equals(actions, that.actions)
                && Arrays.equals(confidences, that.confidences)
                && Objects.equals(key, that.key)
                && customPatterns.equals(that.customPatterns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(actions), Arrays.hashCode(confidences), key, customPatterns);
    }

    @Override
    public String toString() {
        return "PiiPolicy" + Arrays.toString(actions);
    }

    /** Collects the choices of a policy; starts from the standard ones. */
    public static final class Builder {
        private final PiiAction[] actions = new PiiAction[PiiType.values().length];
        private final double[] confidences = new double[PiiType.values().length];
        private final List<CustomPattern> customPatterns = new ArrayList<>();
        private @Nullable PseudonymKey key;

        private Builder() {
            for (PiiType type : PiiType.values()) {
                actions[type.ordinal()] = KEPT_BY_DEFAULT.contains(type) ? PiiAction.KEEP : PiiAction.REDACT;
                confidences[type.ordinal()] = DEFAULT_CONFIDENCE;
            }
            confidences[PiiType.ADDRESS.ordinal()] = HOME_ADDRESS_CONFIDENCE;
        }

        /** What to do with one type. */
        public Builder action(PiiType type, PiiAction action) {
            actions[type.ordinal()] = Objects.requireNonNull(action, "action");
            return this;
        }

        /** What to do with every type. */
        public Builder actionForAll(PiiAction action) {
            Arrays.fill(actions, Objects.requireNonNull(action, "action"));
            return this;
        }

        /** How sure a finding of one type must be, between 0 and 1. */
        public Builder minimumConfidence(PiiType type, double confidence) {
            confidences[type.ordinal()] = checked(confidence);
            return this;
        }

        /** How sure a finding of any type must be, between 0 and 1. */
        public Builder minimumConfidenceForAll(double confidence) {
            Arrays.fill(confidences, checked(confidence));
            return this;
        }

        /** Adds a pattern of the operator's own. */
        public Builder customPattern(CustomPattern pattern) {
            customPatterns.add(pattern);
            return this;
        }

        /** The key for {@link PiiAction#PSEUDONYMISE}; one per tenant. */
        public Builder pseudonymKey(PseudonymKey key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /**
         * The finished policy.
         *
         * @throws IllegalStateException if a type is to be pseudonymised and there is no key
         */
        public PiiPolicy build() {
            if (key == null && Arrays.asList(actions).contains(PiiAction.PSEUDONYMISE)) {
                throw new IllegalStateException(
                        "a policy that pseudonymises needs a key; set one with pseudonymKey(...) or redact instead");
            }
            return new PiiPolicy(this);
        }

        private static double checked(double confidence) {
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence must lie between 0 and 1, got " + confidence);
            }
            return confidence;
        }
    }
}
