package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.cli.console.Console;
import java.util.ArrayList;
import java.util.List;

/** What became of the lines while they were sent. Safe for many threads. */
final class SendTally {

    /** More complaints than these help nobody. */
    private static final int SHOWN = 10;

    private final Console console;
    private final List<String> accepted = new ArrayList<>();
    private long refused;

    SendTally(Console console) {
        this.console = console;
    }

    synchronized void accepted(List<String> intentIds) {
        accepted.addAll(intentIds);
    }

    synchronized void refused(long line, String why) {
        refused++;
        if (refused <= SHOWN) {
            console.note("line " + line + " " + why);
        } else if (refused == SHOWN + 1) {
            console.note("further lines are refused too");
        }
    }

    /** In the order of acceptance. */
    synchronized List<String> intentIds() {
        return List.copyOf(accepted);
    }

    synchronized long refusedCount() {
        return refused;
    }
}
