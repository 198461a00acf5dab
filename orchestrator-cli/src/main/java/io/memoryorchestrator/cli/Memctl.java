package io.memoryorchestrator.cli;

import io.memoryorchestrator.cli.backfill.BackfillCommand;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.context.ContextCommand;
import io.memoryorchestrator.cli.deadletter.DeadLetterCommand;
import io.memoryorchestrator.cli.demo.DemoCommand;
import io.memoryorchestrator.cli.flags.FlagsCommand;
import io.memoryorchestrator.cli.intent.SendCommand;
import io.memoryorchestrator.cli.intent.SyncCommand;
import io.memoryorchestrator.cli.node.NodesCommand;
import io.memoryorchestrator.cli.privacy.EraseCommand;
import io.memoryorchestrator.cli.privacy.ErasureCommand;
import io.memoryorchestrator.cli.privacy.ExportCommand;
import io.memoryorchestrator.cli.privacy.ImportCommand;
import io.memoryorchestrator.cli.stack.DownCommand;
import io.memoryorchestrator.cli.stack.StatusCommand;
import io.memoryorchestrator.cli.stack.UpCommand;
import io.memoryorchestrator.local.LocalStackException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** {@code memctl}: exit code 0 for success, 2 for bad usage, 1 for a failure told in one line. */
@Command(
        name = "memctl",
        description = "Runs and operates the Memory Orchestrator.",
        mixinStandardHelpOptions = true,
        versionProvider = MemctlVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            SendCommand.class,
            SyncCommand.class,
            ContextCommand.class,
            BackfillCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            EraseCommand.class,
            ErasureCommand.class,
            NodesCommand.class,
            FlagsCommand.class,
            DeadLetterCommand.class
        })
public final class Memctl {

    private static final String DEBUG = "MEMCTL_DEBUG";

    private Memctl() {}

    public static void main(String[] arguments) {
        run(arguments);
    }

    /**
     * Runs a command line and ends the process with its exit code.
     *
     * @param more commands that live in other modules, such as the benchmarks
     */
    public static void run(String[] arguments, Object... more) {
        CommandLine commandLine = commandLine();
        for (Object command : more) {
            commandLine.addSubcommand(command);
        }
        System.exit(commandLine.execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Memctl())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(Memctl::failed);
        // Bad usage gets one line and where to read more, rather than the whole help text.
        commandLine.setParameterExceptionHandler((exception, given) -> {
            CommandLine at = exception.getCommandLine();
            at.getErr()
                    .println("memctl: " + exception.getMessage() + "; see '"
                            + at.getCommandSpec().qualifiedName() + " --help'.");
            return at.getCommandSpec().exitCodeOnInvalidInput();
        });
        return commandLine;
    }

    private static int failed(Exception failure, CommandLine at, ParseResult given) {
        if (System.getenv(DEBUG) != null) {
            failure.printStackTrace(at.getErr());
        }
        boolean foreseen = failure instanceof CommandFailure || failure instanceof LocalStackException;
        at.getErr()
                .println("memctl: "
                        + (foreseen
                                ? failure.getMessage()
                                : "unexpected " + failure + "; set " + DEBUG + "=1 to see where it comes from."));
        return at.getCommandSpec().exitCodeOnExecutionException();
    }
}
