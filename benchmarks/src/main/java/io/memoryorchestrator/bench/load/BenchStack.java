package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.measure.Machine;
import io.memoryorchestrator.cli.stack.LocalStack;
import io.memoryorchestrator.cli.stack.RunningStack;
import io.memoryorchestrator.cli.stack.UpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A broker, a database and a server for one measurement, thrown away with what it stored. */
final class BenchStack {
    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(100);

    private BenchStack() {}

    /** Starts it, measures, and prints the result with what machine it was. */
    static Map<String, Object> measure(Console console, UpRequest request, Measurement measurement) throws Exception {
        Map<String, Object> machine = Machine.json();
        LocalStack stack = LocalStack.named("bench", console);
        stack.down(true);
        try {
            Map<String, Object> json = measurement.on(stack.up(request));
            json.put("machine", machine);
            console.result(json);
            return json;
        } finally {
            stack.down(true);
        }
    }

    /** Shows how a count grows until it is reached or patience ends; what is missing then is the caller's to say. */
    static void awaitCount(Console console, String what, long wanted, Duration patience, Count count)
            throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        long shown = 0;
        try (ProgressBar bar = console.progress(what, wanted)) {
            while (shown < wanted && System.nanoTime() < end) {
                long now = count.now();
                bar.advance(now - shown);
                shown = now;
                if (shown < wanted) {
                    LockSupport.parkNanos(BETWEEN_COUNTS.toNanos());
                }
            }
        }
    }

    /** @throws CommandFailure when the stack has no server */
    static String url(RunningStack running) {
        if (running.url() == null) {
            throw new CommandFailure("The server was not started.");
        }
        return running.url();
    }

    /** What is done with the running stack; its result is printed. */
    @FunctionalInterface
    interface Measurement {
        Map<String, Object> on(RunningStack running) throws Exception;
    }

    /** How many there are now. */
    @FunctionalInterface
    interface Count {
        long now() throws SQLException;
    }
}
