package io.memoryorchestrator.bench.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.bench.load.ChatCorpus;
import io.memoryorchestrator.pii.evaluation.RedactBenchmark;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactBenchTests {

    @Test
    void theMeasuringProcessIsNotTiedToTheQuickCompiler() {
        assertThat(RedactBench.serversJvm(true, Path.of("some folder")))
                .noneMatch(word -> word.contains("TieredStopAtLevel"))
                .contains("--in-this-process", "--json")
                .endsWith("--data", "some folder");
        assertThat(RedactBench.serversJvm(false, null)).doesNotContain("--json", "--data");
    }

    @Test
    void theWorstAttackIsNamed() {
        RedactBenchmark.Result result = new RedactBenchmark.Result(
                61.234, 1, 2, 3, 4, Map.of("digits", 2.01, "colons", 2.4), Map.of("digits", 3.0, "colons", 0.5));

        Map<String, Object> json = RedactBench.json(result, 7, "made-up");

        assertThat(json)
                .containsEntry("megabytesPerSecond", 61.23)
                .containsEntry("worstGrowth", 2.4)
                .containsEntry("worstGrowthOf", "colons")
                .containsEntry("slowestAttack", "digits")
                .containsKeys("p50Micros", "p99Micros", "dense2kP50Micros", "dense2kP99Micros", "settings");
    }

    @Test
    void madeUpChatsAreTheSameEachTime() {
        assertThat(ChatCorpus.from(null).texts())
                .hasSize(8000)
                .isEqualTo(ChatCorpus.from(null).texts());
    }
}
