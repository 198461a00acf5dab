package io.memoryorchestrator.pii.evaluation;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares findings with what people marked.
 *
 * <p>How spans are matched. On both sides, spans of one type with nothing but blanks, line ends, punctuation or quote marks between
 * them become one: data sets cut addresses at line ends, detectors do not. A finding then matches a marked span of the same type if
 * what they share is at least half of what they cover together. Each span is matched once, in order of position. A type that is nowhere
 * marked in the data is not scored: the data cannot say whether such a finding is wrong. Birth dates count as dates.
 */
public final class PiiEvaluation {

    private static final double SHARED = 0.5;

    private PiiEvaluation() {}

    /** Scores a filter on labelled texts. */
    public static PiiScores evaluate(List<LabelledText> texts, PiiFilter filter) {
        Set<PiiType> marked = markedTypes(texts);
        Map<PiiType, Score> perType = new EnumMap<>(PiiType.class);
        marked.forEach(type -> perType.put(type, Score.NOTHING));
        Score any = Score.NOTHING;
        for (LabelledText labelled : texts) {
            List<Span> gold = joined(labelled.text(), marked(labelled));
            List<Span> found = joined(labelled.text(), found(labelled, filter, marked));
            for (PiiType type : marked) {
                perType.merge(type, score(ofType(gold, type), ofType(found, type)), Score::plus);
            }
            any = any.plus(score(gold, found));
        }
        return new PiiScores(perType, any);
    }

    private record Span(int start, int end, PiiType type) {

        boolean matches(Span other) {
            int shared = Math.min(end, other.end) - Math.max(start, other.start);
            int together = Math.max(end, other.end) - Math.min(start, other.start);
            return shared >= SHARED * together;
        }
    }

    private static Set<PiiType> markedTypes(List<LabelledText> texts) {
        Set<PiiType> types = EnumSet.noneOf(PiiType.class);
        for (LabelledText text : texts) {
            text.spans().forEach(span -> Labels.typeOf(span.label()).ifPresent(types::add));
        }
        return types;
    }

    private static List<Span> marked(LabelledText labelled) {
        List<Span> spans = new ArrayList<>();
        for (LabelledSpan span : labelled.spans()) {
            Labels.typeOf(span.label()).ifPresent(type -> spans.add(new Span(span.start(), span.end(), type)));
        }
        spans.sort((a, b) -> Integer.compare(a.start, b.start));
        return spans;
    }

    private static List<Span> found(LabelledText labelled, PiiFilter filter, Set<PiiType> marked) {
        List<Span> spans = new ArrayList<>();
        for (Finding finding : filter.redact(labelled.text()).findings()) {
            PiiType type = finding.type() == PiiType.BIRTH_DATE ? PiiType.DATE : finding.type();
            if (marked.contains(type)) {
                spans.add(new Span(finding.start(), finding.end(), type));
            }
        }
        return spans;
    }

    private static List<Span> joined(String text, List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.type == span.type && nothingBetween(text, last.end, span.start)) {
                joined.set(joined.size() - 1, new Span(last.start, Math.max(last.end, span.end), span.type));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    private static boolean nothingBetween(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Span> ofType(List<Span> spans, PiiType type) {
        return spans.stream().filter(span -> span.type == type).toList();
    }

    private static Score score(List<Span> gold, List<Span> found) {
        List<Span> open = new ArrayList<>(gold);
        int right = 0;
        for (Span span : found) {
            for (int i = 0; i < open.size(); i++) {
                if (span.matches(open.get(i))) {
                    open.remove(i);
                    right++;
                    break;
                }
            }
        }
        return new Score(right, found.size() - right, open.size());
    }
}
