package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.console.ProgressBar;
import io.memoryorchestrator.cli.stack.ServerAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code memctl send}: each line of a transcript as an onTurnCommitted intent. */
@Command(name = "send", description = "Send a transcript, one turn per line (JSONL), as onTurnCommitted intents.")
public final class SendCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private Owner owner = new Owner();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Parameters(paramLabel = "FILE", description = "The transcript; - for standard input.")
    private String file = "-";

    @Option(names = "--direct", description = "Straight through Kafka, as a trusted backend does, instead of HTTP.")
    private boolean direct;

    @Override
    public Integer call() {
        Console console = common.console();
        SendTally tally = new SendTally(console);
        Transcript transcript = new Transcript(file, owner.defaults(), Instant.now());
        long began = System.nanoTime();
        long[] read = new long[1];
        try (ProgressBar bar = console.progress("sending", transcript.countLines());
                TurnSender sender = sender(tally, bar)) {
            transcript.forEach(
                    line -> {
                        read[0]++;
                        sender.send(line);
                    },
                    (why, number) -> {
                        read[0]++;
                        tally.refused(number, why);
                    });
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Settlement settled = wait.wanted() ? settle(console, tally) : null;
        report(console, read[0], tally, settled, seconds, (System.nanoTime() - began) / 1e9);
        return 0;
    }

    private TurnSender sender(SendTally tally, ProgressBar bar) {
        return direct
                ? new KafkaTurnSender(ServerAddress.bootstrapServers(), tally, bar::advance)
                : new HttpTurnSender(common.api(), wait.patience(), tally, bar::advance);
    }

    private Settlement settle(Console console, SendTally tally) {
        try (ProgressBar bar = console.progress("stored ", tally.intentIds().size())) {
            return new IntentWaiter(common.api(), wait.patience(), wait.longest())
                    .await(tally.intentIds(), bar::advance);
        }
    }

    private void report(
            Console console,
            long lines,
            SendTally tally,
            @Nullable Settlement settled,
            double sendSeconds,
            double seconds) {
        long accepted = tally.intentIds().size();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lines", lines);
        json.put("accepted", accepted);
        json.put("refused", tally.refusedCount());
        json.put("via", direct ? "kafka" : "http");
        json.put("sendSeconds", Math.round(sendSeconds * 1000) / 1000.0);
        console.say(accepted + " turns accepted over " + (direct ? "Kafka" : "HTTP") + " in "
                + Math.round(sendSeconds * 10) / 10.0 + " s");
        if (settled != null) {
            json.putAll(SettlementReport.json(settled));
            SettlementReport.say(console, settled);
        }
        json.put("seconds", Math.round(seconds * 1000) / 1000.0);
        console.result(json);
        if (tally.refusedCount() > 0) {
            throw new CommandFailure(tally.refusedCount() + " of " + lines + " lines were refused.");
        }
        if (settled != null) {
            SettlementReport.check(settled, wait.longest());
        }
    }
}
