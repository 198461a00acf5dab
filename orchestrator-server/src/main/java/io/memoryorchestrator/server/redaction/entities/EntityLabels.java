package io.memoryorchestrator.server.redaction.entities;

import io.memoryorchestrator.pii.PiiType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service's labels mean here: those of Presidio's analyzer and of the usual corpora (CoNLL-2003, OntoNotes 5). Labels of values
 * that are told by their form, home addresses included, are not among them: the detectors have decided about those.
 */
final class EntityLabels {
    private static final Map<String, PiiType> TYPES = Map.ofEntries(
            Map.entry("PERSON", PiiType.PERSON),
            Map.entry("PER", PiiType.PERSON),
            Map.entry("LOCATION", PiiType.PLACE),
            Map.entry("LOC", PiiType.PLACE),
            Map.entry("GPE", PiiType.PLACE),
            Map.entry("ORGANIZATION", PiiType.ORGANISATION),
            Map.entry("ORG", PiiType.ORGANISATION),
            Map.entry("NRP", PiiType.NATIONALITY),
            Map.entry("NORP", PiiType.NATIONALITY),
            Map.entry("DATE_TIME", PiiType.DATE),
            Map.entry("DATE", PiiType.DATE),
            Map.entry("AGE", PiiType.AGE),
            Map.entry("TITLE", PiiType.JOB_TITLE));

    private EntityLabels() {}

    /** The type behind a label; null for one that is not known here, whose spans are left alone. */
    static @Nullable PiiType typeOf(String label) {
        return TYPES.get(label);
    }

    static Set<PiiType> types() {
        return EnumSet.copyOf(TYPES.values());
    }
}
