package io.memoryorchestrator.bench;

import io.memoryorchestrator.bench.load.ContextBench;
import io.memoryorchestrator.bench.load.IngestBench;
import io.memoryorchestrator.bench.recall.Evaluations;
import io.memoryorchestrator.bench.redact.RedactBench;
import io.memoryorchestrator.cli.Memctl;
import picocli.CommandLine.Command;

/** {@code memctl bench NAME}. */
@Command(
        name = "bench",
        description = "Measure what the main job costs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {IngestBench.class, ContextBench.class, RedactBench.class})
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        Memctl.run(arguments, new Benchmarks(), new Evaluations());
    }
}
