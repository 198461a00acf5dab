package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.CommonOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memctl down}: nothing of this checkout runs afterwards. */
@Command(name = "down", description = "Stop server, broker and database; the data stays.")
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--wipe", description = "Remove the data as well.")
    private boolean wipe;

    @Override
    public Integer call() {
        LocalStack.ofThisCheckout(common.console()).down(wipe);
        common.console().say(wipe ? "stopped, and the data is removed" : "stopped; the data stays");
        common.console().result(Map.of("stopped", true, "wiped", wipe));
        return 0;
    }
}
