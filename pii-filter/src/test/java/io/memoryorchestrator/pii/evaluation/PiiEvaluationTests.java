package io.memoryorchestrator.pii.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiiEvaluationTests {

    private static final PiiFilter FILTER = PiiFilter.standard();

    @Test
    void aMissCountsAgainstRecallAndAStrayFindingAgainstPrecision() {
        PiiScores scores = PiiEvaluation.evaluate(
                List.of(
                        labelled("mail jo@example.org", 5, 19, "EMAIL_ADDRESS"),
                        labelled("mail the usual one", 9, 18, "EMAIL_ADDRESS"),
                        new LabelledText("mail ann@example.org", List.of())),
                FILTER);
        assertThat(scores.perType()).containsOnlyKeys(PiiType.EMAIL).containsValue(new Score(1, 1, 1));
        assertThat(scores.overall().f2()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aFindingMustShareHalfOfWhatBothCover() {
        String text = "call +44 20 7946 0958 now";
        assertThat(PiiEvaluation.evaluate(List.of(labelled(text, 5, 21, "PHONE_NUMBER")), FILTER)
                        .pattern())
                .isEqualTo(new Score(1, 0, 0));
        assertThat(PiiEvaluation.evaluate(List.of(labelled(text, 5, 8, "PHONE_NUMBER")), FILTER)
                        .pattern())
                .isEqualTo(new Score(0, 1, 1));
    }

    @Test
    void typesNobodyMarkedAreNotScored() {
        PiiScores scores = PiiEvaluation.evaluate(
                List.of(labelled("jo@example.org from 203.0.113.7", 0, 14, "EMAIL_ADDRESS")), FILTER);
        assertThat(scores.overall()).isEqualTo(new Score(1, 0, 0));
    }

    @Test
    void codePointOffsetsAreTranslated() {
        LabelledText text =
                LabelledText.ofCodePoints("😀 jo@example.org", List.of(new LabelledSpan(2, 16, "EMAIL_ADDRESS")));
        assertThat(PiiEvaluation.evaluate(List.of(text), FILTER).overall()).isEqualTo(new Score(1, 0, 0));
    }

    @Test
    void overRedactionCountsPerThousandWords() {
        OverRedaction result = OverRedaction.measure(
                List.of("mail jo@example.org now", "nothing here", " ", "call +44 20 7946 0958"), FILTER);
        assertThat(result.words()).isEqualTo(10);
        assertThat(result.per1000Words()).isEqualTo(100);
        assertThat(result.per1000WordsAtMost()).isEqualTo(200);
    }

    @Test
    void aBenchmarkWithoutTurnsIsRefused() {
        assertThatThrownBy(() -> RedactBenchmark.run(List.of())).hasMessageContaining("no turns");
    }

    private static LabelledText labelled(String text, int start, int end, String label) {
        return new LabelledText(text, List.of(new LabelledSpan(start, end, label)));
    }
}
