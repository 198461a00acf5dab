package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.EntityStage;
import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import java.util.ArrayList;
import java.util.List;

/** Looks at a value twice, alone and behind the name of its field, and joins what is found: a name never hides anything. */
public final class Labelled {
    /** A longer text says itself what it speaks of. */
    private static final int LONGEST = 1000;

    private Labelled() {}

    /**
     * @param phrase the {@linkplain LabelWords#phrase words} of the name
     * @return findings in offsets of the value
     */
    public static List<Finding> find(String phrase, String value, PiiPolicy policy, List<EntityStage> stages) {
        List<Finding> alone = Detection.find(value, policy, stages);
        boolean tells = LabelWords.tells(phrase);
        if (value.isEmpty()
                || value.length() > LONGEST
                || phrase.isEmpty()
                || !tells && policy.customPatterns().isEmpty()) {
            return alone;
        }
        String prefix = phrase + ": ";
        List<Finding> all = new ArrayList<>(alone);
        for (Finding finding : Detection.find(prefix + value, policy)) {
            if (finding.end() > prefix.length() && (tells || finding.type() == PiiType.CUSTOM)) {
                all.add(within(finding, prefix.length(), value));
            }
        }
        return Overlaps.resolve(all);
    }

    /** A password may have blanks in it, so one that begins the value is all of the value up to a placeholder. */
    private static Finding within(Finding finding, int offset, String value) {
        int start = Math.max(0, finding.start() - offset);
        int end = finding.end() - offset;
        if (start <= 1 && finding.type() == PiiType.PASSWORD) {
            start = 0;
            end = nextPlaceholder(value, end);
        }
        return new Finding(finding.type(), start, end, finding.confidence(), finding.detector());
    }

    private static int nextPlaceholder(String value, int from) {
        int at = value.indexOf('[', from);
        while (at >= 0 && Placeholders.end(value, at) < 0) {
            at = value.indexOf('[', at + 1);
        }
        return at < 0 ? value.length() : at;
    }
}
