package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import java.util.ArrayList;
import java.util.List;

/** One pass over one view: what detectors read, what they report, and what has been worked out about the place they look at. */
final class Scan {

    private final View view;
    private final String text;
    private final PiiPolicy policy;
    private final List<Finding> found = new ArrayList<>();
    private final NumberRun run = new NumberRun();
    private int runAt = -1;
    private int contextAt = -1;
    private int context;

    Scan(View view, PiiPolicy policy) {
        this.view = view;
        this.text = view.text();
        this.policy = policy;
    }

    String text() {
        return text;
    }

    /** Whether the policy wants findings of this type at all. */
    boolean wants(PiiType type) {
        return (policy.activeTypes() & Detector.bit(type)) != 0;
    }

    /** The character at an offset, or a barrier outside the text. */
    char at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : Chars.BARRIER;
    }

    /** The flags of the words before an offset; worked out once per offset. */
    int contextBefore(int at) {
        if (contextAt != at) {
            context = Context.before(text, at);
            contextAt = at;
        }
        return context;
    }

    /** The groups of digits that begin at an offset; worked out once per offset. */
    NumberRun numbers(int at) {
        if (runAt != at) {
            run.read(text, at);
            runAt = at;
        }
        return run;
    }

    /** Reports a match in offsets of the view. Kept types, unsure matches and matches across a placeholder are dropped. */
    void report(PiiType type, int start, int end, double confidence, String detector) {
        if (!wants(type) || confidence < policy.minimumConfidence(type) || end <= start) {
            return;
        }
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == Chars.BARRIER) {
                return;
            }
        }
        found.add(new Finding(type, wholeBefore(start), wholeAfter(end), confidence, detector));
    }

    private int wholeBefore(int start) {
        return splitsPair(start) ? start - 1 : start;
    }

    private int wholeAfter(int end) {
        return splitsPair(end) ? end + 1 : end;
    }

    private boolean splitsPair(int at) {
        return Character.isLowSurrogate(at(at)) && Character.isHighSurrogate(at(at - 1));
    }

    /** What was found, without overlap, in offsets of the original text. */
    List<Finding> findings() {
        List<Finding> chosen = Overlaps.resolve(found);
        List<Finding> original = new ArrayList<>(chosen.size());
        for (Finding finding : chosen) {
            original.add(new Finding(
                    finding.type(),
                    view.originalStart(finding.start()),
                    view.originalEnd(finding.end()),
                    finding.confidence(),
                    finding.detector()));
        }
        return original;
    }
}
