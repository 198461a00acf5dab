package io.memoryorchestrator.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentHashTests {

    @Test
    void whatCannotBeStoredIsReadAsTheReplacementCharacter() {
        assertThat(ContentHash.storable("a\u0000b\uD800c\uDC00")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(ContentHash.storable("\uD800\uD83D\uDE00")).isEqualTo("\uFFFD\uD83D\uDE00");
    }

    @Test
    void ordinaryTextIsLeftAloneAndNotCopied() {
        String text = "Grüße, мир, \uD83D\uDE00";
        assertThat(ContentHash.storable(text)).isSameAs(text);
    }

    @Test
    void theHashIsTakenAfterTheReplacement() {
        assertThat(ContentHash.hex("a\u0000")).isEqualTo(ContentHash.hex("a\uFFFD"));
        assertThat(ContentHash.hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
