package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Said.NOW;
import static io.memoryorchestrator.server.recall.Said.ask;
import static io.memoryorchestrator.server.recall.Said.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Role;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EchoGuardTests {

    private static final String ID = "6f1c2b8e-0f5e-4a57-9a0d-2f3e4d5c6b7a";
    private static final String BLOCK = "[memory-context " + ID + "]\nRemembered data\n- {2026-01-01 10:00Z, user} Hi\n"
            + "[/memory-context " + ID + "]";

    @Test
    void textWithoutABlockIsLeftAsItIs() {
        String text = "  About memory-context and [brackets] ";
        assertThat(EchoGuard.strip(text)).isSameAs(text);
    }

    @Test
    void aTurnThatIsOnlyABlockIsEmpty() {
        assertThat(EchoGuard.strip("\n" + BLOCK + "\n")).isEmpty();
        assertThat(EchoGuard.strip("> " + BLOCK)).isEmpty();
    }

    @Test
    void whatStandsAroundBlocksStays() {
        assertThat(EchoGuard.strip("before " + BLOCK + " between " + BLOCK + " after"))
                .isEqualTo("before  between  after");
    }

    @Test
    void aBlockCutOffOnTheWayLosesItsLinesAndNothingElse() {
        String cut = "[memory-context " + ID + "]\n- {2026-01-01 10:00Z, user} Hi\n    more\nWhat shall I cook?";
        assertThat(EchoGuard.strip(cut)).isEqualTo("What shall I cook?");
    }

    @Test
    void tenRoundsOfContextSentBackLeaveNothingNew() {
        FakeStore store = new FakeStore();
        store.turns.add(turn("a", 0, Role.USER, 5, "My sister Klara lives in Lisbon."));
        store.turns.add(turn("a", 1, Role.ASSISTANT, 5, "Noted: [memory-context is not a marker by itself."));
        RecallEngine engine = new RecallEngine(
                store,
                new WordBagEmbedder(),
                Optional.empty(),
                Optional::empty,
                Optional.empty(),
                RecallSettings.defaults(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        engine.warmUp();
        for (int round = 0; round < 10; round++) {
            String block = engine.fetch(ask("Where does Klara live?")).block();
            assertThat(block).contains("Lisbon");
            String rest = EchoGuard.strip(block);
            assertThat(rest).isEmpty();
            String withQuestion = EchoGuard.strip(block + "\n\nWhere does Klara live?");
            assertThat(withQuestion).isEqualTo("Where does Klara live?");
        }
    }
}
