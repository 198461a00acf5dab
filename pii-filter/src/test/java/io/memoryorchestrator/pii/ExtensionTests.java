package io.memoryorchestrator.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtensionTests {

    @Test
    void anOperatorsPatternIsFoundAndNamed() {
        PiiPolicy policy = PiiPolicy.builder()
                .customPattern(CustomPattern.of("badge", "EMP-[0-9]{4}"))
                .build();
        Redaction redaction = PiiFilter.with(policy).redact("badge EMP-1234 of [EMAIL]");
        assertThat(redaction.text()).isEqualTo("badge [CUSTOM] of [EMAIL]");
        assertThat(redaction.findings().getFirst().detector()).isEqualTo("badge");
    }

    @Test
    void aPatternThatMatchesEverythingStillLeavesPlaceholdersAlone() {
        PiiPolicy policy = PiiPolicy.builder()
                .customPattern(CustomPattern.of("letters", "[A-Za-z]+|"))
                .build();
        String once = PiiFilter.with(policy).redact("one [EMAIL] two").text();
        assertThat(once).isEqualTo("[CUSTOM] [EMAIL] [CUSTOM]");
        assertThat(PiiFilter.with(policy).redact(once).changed()).isFalse();
    }

    @Test
    void aPatternThatCannotRunInLinearTimeIsRefused() {
        assertThatThrownBy(() -> CustomPattern.of("twice", "(a)\\1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("back-references are not supported");
    }

    @Test
    void aFurtherStageIsHeardUnderThePolicy() {
        EntityStage knowsJo = text -> text.contains("Jo")
                ? List.of(new Finding(PiiType.PERSON, text.indexOf("Jo"), text.indexOf("Jo") + 2, 0.9, "model"))
                : List.of();
        PiiPolicy names =
                PiiPolicy.builder().action(PiiType.PERSON, PiiAction.REDACT).build();
        assertThat(PiiFilter.with(names).and(knowsJo).redact("ask Jo there").text())
                .isEqualTo("ask [PERSON] there");
        assertThat(PiiFilter.standard().and(knowsJo).redact("ask Jo there").text())
                .isEqualTo("ask Jo there");
    }

    @Test
    void aStageNeverSeesWhatTheDetectorsTakeOut() {
        List<String> seen = new ArrayList<>();
        EntityStage service = text -> {
            seen.add(text);
            int at = text.indexOf("zzyzx");
            return at < 0 ? List.of() : List.of(new Finding(PiiType.PERSON, at, at + 5, 0.9, "model"));
        };
        PiiPolicy names =
                PiiPolicy.builder().action(PiiType.PERSON, PiiAction.REDACT).build();

        Redaction redaction =
                PiiFilter.with(names).and(service).redact("jo@example.org is zzyzx, card 4111111111111111");

        assertThat(redaction.text()).isEqualTo("[EMAIL] is [PERSON], card [CARD]");
        assertThat(redaction.findings()).extracting(Finding::start).containsExactly(0, 18, 30);
        assertThat(seen).containsExactly("[EMAIL] is zzyzx, card [CARD]", "[EMAIL] is [PERSON], card [CARD]");
    }

    @Test
    void aStageIsNotCalledWhenThePolicyKeepsAllItCanFind() {
        EntityStage names = new EntityStage() {
            @Override
            public Set<PiiType> types() {
                return Set.of(PiiType.PERSON, PiiType.PLACE);
            }

            @Override
            public List<Finding> find(String text) {
                throw new AssertionError("called in vain");
            }
        };
        assertThat(PiiFilter.standard().and(names).redact("ask Jo there").changed())
                .isFalse();
    }

    @Test
    void aStageThatReachesOutsideTheTextIsAFault() {
        EntityStage wild = text -> List.of(new Finding(PiiType.EMAIL, 0, 999, 0.9, "model"));
        assertThatThrownBy(() -> PiiFilter.standard().and(wild).redact("short"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0..999");
    }

    @Test
    void aStageMayNotTouchPlaceholders() {
        EntityStage everything = text -> List.of(new Finding(PiiType.EMAIL, 0, text.length(), 0.9, "model"));
        assertThat(PiiFilter.standard().and(everything).redact("see [PHONE]").text())
                .isEqualTo("see [PHONE]");
    }
}
