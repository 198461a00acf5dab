package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Curation.Verdict;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnCurationTests {
    private final TurnCuration curation = new TurnCuration();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi",
                "Hello there!",
                "Good morning, everyone :)",
                "hey… how are you?",
                "Thanks, bye!",
                "Привет! Как дела?",
                "Добрый день",
                "Guten Morgen",
                "Buenos días",
                "¡Hola!"
            })
    void greetingsAndFarewellsAreSkipped(String words) {
        assertThat(verdict(words)).isEqualTo(new Verdict.Skip("greeting"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok",
                "OK, thanks!",
                "Thank you so much 🙏",
                "Great, sounds good.",
                "You're welcome!",
                "You\u2019re welcome!",
                "Is there anything else I can help you with?",
                "No, that's all. Thank you",
                "Спасибо большое!",
                "Понятно, хорошо",
                "Vielen Dank",
                "D'accord, merci"
            })
    void acknowledgementsAreSkipped(String words) {
        assertThat(verdict(words)).isEqualTo(new Verdict.Skip("acknowledgement"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi, I'm Anna and I live in Lisbon",
                "ok but never call me before nine",
                "Thanks, my flight is on Friday",
                "yes",
                "no",
                "Friday",
                "42",
                "Good morning is the name of my bakery",
                "I'm vegan",
                "не звоните мне",
                "you",
                "北京",
                "Great Dane"
            })
    void whatMayHoldSomethingIsSent(String words) {
        assertThat(verdict(words)).isEqualTo(new Verdict.Send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "...", "?!", "🎉🎉 !", "[EMAIL]", "[EMAIL], [CARD:****1111]!", " \n "})
    void whatHasNoWordsIsEmpty(String words) {
        assertThat(verdict(words)).isEqualTo(new Verdict.Skip("empty"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM", "TOOL"})
    void softwareTalkIsSkipped(Role role) {
        assertThat(curation.judge(Turns.of(Turns.ANNA, 1, role, "You are a helpful assistant")))
                .isEqualTo(new Verdict.Skip(role.wireName()));
    }

    @Test
    void contextThatWasHandedOutIsAnEchoHoweverImportant() {
        String block = "[memory-context " + UUID.randomUUID() + "]\n- {2026-01-01 10:00Z, user} I like tea";

        assertThat(curation.judge(important(block))).isEqualTo(new Verdict.Skip("echo"));
        assertThat(verdict("what does [memory-context 12] mean?")).isEqualTo(new Verdict.Send());
    }

    @Test
    void whatSomebodyMarkedAsImportantIsSent() {
        assertThat(curation.judge(important("ok"))).isEqualTo(new Verdict.Send());
    }

    @ParameterizedTest
    @CsvSource({"200, acknowledgement", "201, "})
    void longUtterancesAreNotSearchedForPhrases(int length, @org.jspecify.annotations.Nullable String skipped) {
        String words = "ok ".repeat(100).substring(0, Math.min(length, 200)) + ".".repeat(Math.max(0, length - 200));

        assertThat(verdict(words)).isEqualTo(skipped == null ? new Verdict.Send() : new Verdict.Skip(skipped));
    }

    private Verdict verdict(String words) {
        return curation.judge(Turns.user(1, words));
    }

    private static Turn important(String words) {
        Turn turn = Turns.user(1, words);
        return new Turn(
                turn.id(),
                turn.session(),
                turn.position(),
                turn.role(),
                turn.content(),
                turn.occurredAt(),
                turn.labels(),
                turn.metadata(),
                TurnCuration.IMPORTANT,
                turn.clientTurnId());
    }
}
