package io.memoryorchestrator.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withJsonStandardOutputHoldsNothingButOneObject() {
        speak(true);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"answer\":42}\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("getting there");
    }

    @Test
    void withoutJsonItHoldsReadableText() {
        speak(false);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("the answer is 42\n");
    }

    private void speak(boolean json) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                json,
                false);
        console.note("getting there");
        try (ProgressBar bar = console.progress("working", 1)) {
            bar.advance(1);
        }
        console.say("the answer is 42");
        console.result(Map.of("answer", 42));
    }
}
