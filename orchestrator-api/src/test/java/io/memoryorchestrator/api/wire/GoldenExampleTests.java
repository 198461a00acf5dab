package io.memoryorchestrator.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Golden files are read by several languages, so what they hold must be plain and each must say something of its own. */
class GoldenExampleTests {

    @Test
    void noTwoExamplesOfAFamilyAreTheSame() {
        for (String family : WireFiles.families()) {
            Set<String> seen = new HashSet<>();
            for (Path file : WireFiles.examples(family)) {
                assertThat(seen.add(WireFiles.text(file)))
                        .as("%s repeats another", file)
                        .isTrue();
            }
            for (Path file : WireFiles.refused(family)) {
                assertThat(seen.add(WireFiles.text(file)))
                        .as("%s repeats another", file)
                        .isTrue();
            }
        }
    }

    @Test
    void everyFileEndsWithALineBreak() {
        for (String family : WireFiles.families()) {
            assertThat(WireFiles.examples(family))
                    .allSatisfy(file -> assertThat(WireFiles.text(file)).endsWith("\n"));
            assertThat(WireFiles.refused(family))
                    .allSatisfy(file -> assertThat(WireFiles.text(file)).endsWith("\n"));
        }
    }
}
