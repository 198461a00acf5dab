package io.memoryorchestrator.pii.evaluation;

import java.util.List;

/**
 * A text with what a person marked in it.
 *
 * @param text the text
 * @param spans the marked spans, offsets in UTF-16 units
 */
public record LabelledText(String text, List<LabelledSpan> spans) {

    public LabelledText {
        spans = List.copyOf(spans);
    }

    /**
     * A text whose spans count code points, as data sets written from Python do. They differ from UTF-16 units after the first emoji.
     */
    public static LabelledText ofCodePoints(String text, List<LabelledSpan> spans) {
        return new LabelledText(
                text,
                spans.stream()
                        .map(span -> new LabelledSpan(
                                text.offsetByCodePoints(0, span.start()),
                                text.offsetByCodePoints(0, span.end()),
                                span.label()))
                        .toList());
    }
}
