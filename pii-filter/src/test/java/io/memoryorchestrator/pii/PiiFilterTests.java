package io.memoryorchestrator.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiiFilterTests {

    private final PiiFilter filter = PiiFilter.standard();

    @Test
    void textWithNothingToFindComesBackAsTheSameInstance() {
        String text = new String("We met Anna in Lisbon on the 3rd of May 2024 at 11:30, table for 12.");
        Redaction redaction = filter.redact(text);
        assertThat(redaction.text()).isSameAs(text);
        assertThat(redaction.findings()).isEmpty();
        assertThat(redaction.changed()).isFalse();
    }

    @Test
    void emptyTextIsNothingToFind() {
        assertThat(filter.redact("").text()).isEmpty();
    }

    @Test
    void eachKindGetsItsOwnPlaceholder() {
        assertThat(filter.redact("mail jo@example.org, card 4111 1111 1111 1111, ssn 536-22-1234, ip 203.0.113.77")
                        .text())
                .isEqualTo("mail [EMAIL], card [CARD], ssn [SSN], ip [IP]");
    }

    @Test
    void offsetsPointIntoTheOriginalText() {
        String text = "Ruf an: +49 30 901820 oder jo@example.org";
        Redaction redaction = filter.redact(text);
        assertThat(redaction.findings())
                .extracting(f -> text.substring(f.start(), f.end()))
                .containsExactly("+49 30 901820", "jo@example.org");
        assertThat(redaction.counts()).isEqualTo(Map.of(PiiType.PHONE, 1, PiiType.EMAIL, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@example.org and jo@example.org",
                "4111111111111111 +1 415 555 0132 GB82 WEST 1234 5698 7654 32",
                "password: hunter2! password is Tr0ub4dor&3",
                "phone [PHONE] 5551234567",
                "[CARD:****1111] [EMAIL:abcdefghijklmnop]"
            })
    void redactingTwiceChangesNothing(String text) {
        String once = filter.redact(text).text();
        Redaction twice = filter.redact(once);
        assertThat(twice.text()).isSameAs(once);
    }

    @Test
    void aPlaceholderIsNoPlaceToHideAValue() {
        assertThat(filter.redact("[CARD:4111111111111111]").text()).doesNotContain("4111");
        assertThat(filter.redact("[EMAIL:jo@example.org]").text()).doesNotContain("example");
    }

    @Test
    void findingsNeverHoldTheValue() {
        assertThat(filter.redact("jo@example.org").findings().toString()).doesNotContain("example");
    }

    @Test
    void maskingKeepsTheLastFour() {
        PiiPolicy policy =
                PiiPolicy.builder().action(PiiType.CARD, PiiAction.MASK).build();
        Redaction redaction = filter.redact("card 4111 1111 1111 1111.", policy);
        assertThat(redaction.text()).isEqualTo("card [CARD:****1111].");
        assertThat(filter.redact(redaction.text(), policy).changed()).isFalse();
    }

    @Test
    void pseudonymsRecogniseAValueWithoutKnowingIt() {
        String first = pseudonym("card 4111 1111 1111 1111", "tenant-one-key-0123");
        assertThat(pseudonym("card 4111-1111-1111-1111", "tenant-one-key-0123")).isEqualTo(first);
        assertThat(pseudonym("card 4111 1111 1111 1111", "tenant-two-key-0123")).isNotEqualTo(first);
        assertThat(filter.redact(first).changed()).isFalse();
    }

    private String pseudonym(String text, String key) {
        PiiPolicy policy = PiiPolicy.builder()
                .action(PiiType.CARD, PiiAction.PSEUDONYMISE)
                .pseudonymKey(PseudonymKey.of(key))
                .build();
        return filter.redact(text, policy).text();
    }

    @Test
    void pseudonymsWithoutAKeyAreRefused() {
        assertThatThrownBy(() -> PiiPolicy.builder()
                        .action(PiiType.CARD, PiiAction.PSEUDONYMISE)
                        .build())
                .hasMessageContaining("needs a key");
    }

    @Test
    void aKeyShowsNothingOfItself() {
        assertThat(PseudonymKey.of("a very long key indeed").toString()).doesNotContain("long");
        assertThatThrownBy(() -> PseudonymKey.of("short")).hasMessageContaining("at least 16");
    }

    @Test
    void whatAPolicyKeepsIsNotEvenReported() {
        PiiPolicy policy =
                PiiPolicy.builder().action(PiiType.EMAIL, PiiAction.KEEP).build();
        assertThat(filter.redact("jo@example.org", policy).findings()).isEqualTo(List.of());
    }
}
