package io.memoryorchestrator.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTests {

    @Test
    void aShortTextIsOneChunk() {
        assertThat(Chunker.chunks(" Trams are slow. They are yellow. "))
                .containsExactly("Trams are slow. They are yellow.");
        assertThat(Chunker.chunks(" \n ")).isEmpty();
    }

    @Test
    void chunksEndAtSentencesAndLoseNothing() {
        String text = "The tram number %d climbs the hill. ".formatted(28).repeat(100);

        List<String> chunks = Chunker.chunks(text);

        assertThat(chunks)
                .hasSizeGreaterThan(2)
                .allSatisfy(chunk -> assertThat(chunk)
                        .hasSizeLessThanOrEqualTo(Chunker.CHARACTERS)
                        .endsWith("hill."));
        assertThat(String.join(" ", chunks)).isEqualTo(text.strip());
    }

    @Test
    void aTextWithoutSentencesOrSpacesIsCutAllTheSame() {
        String text = "\uD83D\uDE8B".repeat(1_700);

        List<String> chunks = Chunker.chunks(text);

        assertThat(String.join("", chunks)).isEqualTo(text);
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.length())
                        .isLessThanOrEqualTo(Chunker.CHARACTERS)
                        .isEven());
    }
}
