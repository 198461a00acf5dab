package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.cli.http.Patience;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether and how long a sending command waits. */
final class WaitOptions {

    @Option(names = "--wait", description = "Wait until everything is stored.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "Give up after so long: waiting, or for a server that went away (default: 180).")
    private int seconds;

    boolean wanted() {
        return wait;
    }

    Duration longest() {
        return Duration.ofSeconds(seconds);
    }

    Patience patience() {
        return new Patience(longest());
    }
}
