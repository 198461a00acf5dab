package io.memoryorchestrator.cli.privacy;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code memctl import}: restores what an export wrote. */
@Command(name = "import", description = "Restore what 'memctl export' wrote, for the same user or another.")
public final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final WhichUser who = new WhichUser();

    @Parameters(paramLabel = "FILE", description = "The lines of an export.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure("There is no file " + file + ".");
        }
        JsonNode restored = common.api().upload(who.path("/import"), file).path("restored");
        restored.properties()
                .forEach(place -> common.console()
                        .say(place.getKey() + ": " + place.getValue().asLong(0) + " rows restored"));
        common.console().result(Map.of("user", who.id(), "restored", restored));
        return 0;
    }
}
