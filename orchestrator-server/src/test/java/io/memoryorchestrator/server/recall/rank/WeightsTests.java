package io.memoryorchestrator.server.recall.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTests {

    @Test
    void theFileThatComesWithTheApplicationHasEveryFeature() {
        for (Feature feature : Feature.values()) {
            assertThat(Double.isFinite(Weights.defaults().of(feature))).isTrue();
        }
        assertThat(Weights.defaults().of(Feature.SPEAKER)).isPositive();
    }

    @Test
    void namesThatAreNotFeaturesAreRefused() {
        assertThatThrownBy(() -> Weights.read(new StringReader("wordz=1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no weight wordz");
    }

    @Test
    void valuesThatAreNoWeightsAreRefused() {
        assertThatThrownBy(() -> Weights.read(new StringReader("words=lots")))
                .hasMessageContaining("the weight words must be a number");
        assertThatThrownBy(() -> Weights.defaults().with(Map.of("words", Double.NaN)))
                .hasMessageContaining("must lie between");
    }

    @Test
    void changesLeaveTheRest() throws IOException {
        Weights weights = Weights.read(new StringReader("words=1\ndate=2")).with(Map.of("date", 3.0));
        assertThat(weights.of(Feature.WORDS)).isEqualTo(1);
        assertThat(weights.of(Feature.DATE)).isEqualTo(3);
    }

    @Test
    void withoutWordsNoWordCounts() {
        Weights weights = Weights.defaults().withoutWords();
        assertThat(weights.of(Feature.SIMILAR_WORDS)).isZero();
        assertThat(weights.of(Feature.SESSION_WORDS_WINDOW)).isZero();
        assertThat(weights.of(Feature.MEANING)).isPositive();
    }
}
