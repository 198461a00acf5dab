package io.memoryorchestrator.bench.recall;

import io.memoryorchestrator.bench.redact.PiiEval;
import picocli.CommandLine.Command;

/** {@code memctl eval NAME}. */
@Command(
        name = "eval",
        description = "Measure how good the answers are, on data given by path.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        subcommands = {LocomoEval.class, PiiEval.class})
public final class Evaluations {}
