package io.memoryorchestrator.cli.console;

import java.io.PrintStream;
import java.util.Map;

/**
 * What a command prints: its answer to standard output, and how far it is to standard error. With {@code --json} the
 * answer is one JSON object in the last line, and readable text is left out.
 */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean terminal;

    /**
     * @param json whether the answer is wanted as JSON
     * @param terminal whether standard error is a terminal, on which a line may be redrawn
     */
    public Console(PrintStream out, PrintStream err, boolean json, boolean terminal) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
    }

    /** Part of the readable answer. */
    public void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    /** A word on progress. */
    public void note(String line) {
        err.println(line);
    }

    /** The answer for programs; call it last. */
    public void result(Map<String, ?> answer) {
        if (json) {
            out.println(Json.MAPPER.writeValueAsString(answer));
        }
        out.flush();
    }

    public boolean isJson() {
        return json;
    }

    /**
     * A bar that grows; on anything but a terminal, a line now and then.
     *
     * @param total how much there is to do, or 0 when that is not known
     */
    public ProgressBar progress(String what, long total) {
        return new ProgressBar(err, terminal, what, total);
    }
}
