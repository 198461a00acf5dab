package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.EntityStage;
import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiPolicy;
import java.util.ArrayList;
import java.util.List;

/** Asks further stages, under the same policy and the same rule for overlaps as the detectors. */
final class Stages {

    private Stages() {}

    static List<Finding> find(String text, PiiPolicy policy, List<EntityStage> stages) {
        List<Finding> all = new ArrayList<>();
        for (EntityStage stage : stages) {
            if (stage.types().stream().allMatch(type -> policy.actionFor(type) == PiiAction.KEEP)) {
                continue;
            }
            for (Finding finding : stage.find(text)) {
                if (finding.end() > text.length()) {
                    throw new IllegalStateException(
                            "an entity stage reported " + finding.start() + ".." + finding.end() + " in a text of "
                                    + text.length() + " characters; its offsets must refer to the text it was given");
                }
                boolean wanted = (policy.activeTypes() & Detector.bit(finding.type())) != 0
                        && finding.confidence() >= policy.minimumConfidence(finding.type());
                if (wanted && !touchesPlaceholder(text, finding)) {
                    all.add(finding);
                }
            }
        }
        return Overlaps.resolve(all);
    }

    private static boolean touchesPlaceholder(String text, Finding finding) {
        int at = text.indexOf('[', Math.max(0, finding.start() - Placeholders.LONGEST));
        while (at >= 0 && at < finding.end()) {
            if (Placeholders.end(text, at) > finding.start()) {
                return true;
            }
            at = text.indexOf('[', at + 1);
        }
        return false;
    }
}
