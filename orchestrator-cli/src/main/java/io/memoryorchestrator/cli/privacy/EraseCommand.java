package io.memoryorchestrator.cli.privacy;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.cli.http.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code memctl erase}: forgets a user for good and waits until every place has. */
@Command(name = "erase", description = "Forget a user for good, everywhere, and show the receipt.")
public final class EraseCommand implements Callable<Integer> {
    private static final long LOOK_AGAIN_MILLIS = 500;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final WhichUser who = new WhichUser();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait until every place is done; the server goes on by itself (default: 60).")
    private int wait;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = common.console();
        if (!yes && !confirmed(console)) {
            throw new CommandFailure("Nothing was erased: type the user's id, or pass --yes.");
        }
        Api api = common.api();
        JsonNode receipt = api.delete(who.path(""));
        String path = "/v1/erasures/" + Api.segment(receipt.path("erasureId").asString());
        long giveUp = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (receipt.path("status").asString().equals("PENDING") && System.nanoTime() - giveUp < 0) {
            never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            receipt = api.get(path);
        }
        ErasureCommand.print(console, receipt);
        if (!receipt.path("status").asString().equals("DONE")) {
            String id = receipt.path("erasureId").asString();
            throw new CommandFailure("The erasure " + id + " is not done everywhere after " + wait
                    + " s; the server goes on by itself, see 'memctl erasure show " + id + "'.");
        }
        return 0;
    }

    private boolean confirmed(Console console) throws IOException {
        console.note("This removes everything about " + who.id() + " for good. Type the user's id to go on:");
        String typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return who.id().equals(typed);
    }
}
