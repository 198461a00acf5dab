package io.memoryorchestrator.cli.demo;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.stack.LocalStack;
import io.memoryorchestrator.cli.stack.RunningStack;
import io.memoryorchestrator.cli.stack.StackPart;
import io.memoryorchestrator.cli.stack.UpRequest;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memctl demo}: the main job, on real parts that it sets up itself. */
@Command(
        name = "demo",
        description = "Start broker, database and server, send a conversation through all four intents, and show what"
                + " was redacted, stored and is remembered.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--keep", description = "Leave what was started running.")
    private boolean keep;

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Console console = common.console();
        LocalStack stack = LocalStack.ofThisCheckout(console);
        Set<StackPart> ranBefore = stack.running();
        RunningStack running = stack.up(UpRequest.USUAL);
        boolean stop = !keep && !ranBefore.contains(StackPart.SERVER);
        DemoReport report;
        try {
            report = play(console, running, began);
        } finally {
            if (stop) {
                stack.downExcept(ranBefore);
            }
        }
        report.say(console);
        if (!stop) {
            console.say("  left running at " + running.url() + "; stop it with './memctl down'");
        }
        console.result(report.json());
        if (!report.holds()) {
            throw new CommandFailure("The demonstration fell short: " + report.lost() + " turns lost, "
                    + report.duplicates() + " stored twice; the server's log says more (./memctl status names it).");
        }
        return 0;
    }

    private DemoReport play(Console console, RunningStack running, long began) {
        if (running.url() == null) {
            throw new CommandFailure("The server was not started.");
        }
        String run = UUID.randomUUID().toString().substring(0, 8);
        DemoConversation conversation = DemoConversation.forRun(run);
        Api api = common.api(URI.create(running.url()));
        DemoRun.Outcome outcome;
        try (ProgressBar progress = console.progress("talking", DemoRun.steps(conversation))) {
            DemoRun demo = new DemoRun(api, running.bootstrapServers(), progress);
            demo.play(conversation);
            outcome = demo.outcome();
        }
        DemoDatabase.Counts counts = new DemoDatabase(running.databaseUrl()).count(conversation.users());
        double seconds = (System.nanoTime() - began) / 1e9;
        return new DemoReport(conversation.turns().size(), counts, outcome, seconds);
    }
}
