package io.memoryorchestrator.pii.detect;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import java.util.ArrayList;
import java.util.List;

/** One pass over one view: what detectors read, what they report, and what has been worked out about the place they look at. */
final class Scan {

    /** From here on a finding is as good as proven: a checksum over many digits, or a word that says so. */
    private static final double CERTAIN = 0.95;

    private final View view;
    private final String text;
    private final PiiPolicy policy;
    private final List<Finding> found = new ArrayList<>();
    private final NumberRun run = new NumberRun();
    private int runAt = -1;
    private int settledTo;
    private int contextAt = -1;
    private int context;

    private final boolean nested;

    Scan(View view, PiiPolicy policy, boolean nested) {
        this.nested = nested;
        this.view = view;
        this.text = view.text();
        this.policy = policy;
    }

    String text() {
        return text;
    }

    PiiPolicy policy() {
        return policy;
    }

    /** Whether this is a look into something decoded, in which nothing further is decoded. */
    boolean nested() {
        return nested;
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
        if (confidence >= CERTAIN) {
            settledTo = Math.max(settledTo, end);
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

    /** Whether a certain finding already covers this place, so that no other reading of it need be tried. */
    boolean settled(int at) {
        return at < settledTo;
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
