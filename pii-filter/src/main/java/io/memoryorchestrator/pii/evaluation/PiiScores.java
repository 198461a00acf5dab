package io.memoryorchestrator.pii.evaluation;

import io.memoryorchestrator.pii.PiiType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What an evaluation came to.
 *
 * @param perType one score per type that is marked in the data
 * @param anyType a score that asks only whether a marked span was found, not as what; false positives are findings of any type
 */
public record PiiScores(Map<PiiType, Score> perType, Score anyType) {

    /** The types that have a shape of their own: e-mail, phone, card, IBAN, SSN, IP, web address. */
    public static final Set<PiiType> PATTERN_TYPES = Collections.unmodifiableSet(
            EnumSet.of(PiiType.EMAIL, PiiType.PHONE, PiiType.CARD, PiiType.IBAN, PiiType.SSN, PiiType.IP, PiiType.URL));

    public PiiScores {
        perType = Collections.unmodifiableMap(new EnumMap<>(perType));
    }

    /** The score over the pattern types, each span counting once. */
    public Score pattern() {
        return sum(PATTERN_TYPES);
    }

    /** The score over every type marked in the data, each span counting once. */
    public Score overall() {
        return sum(perType.keySet());
    }

    /** The score over some types, each span counting once. */
    public Score sum(Set<PiiType> types) {
        return perType.entrySet().stream()
                .filter(entry -> types.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Score.NOTHING, Score::plus);
    }
}
