package io.memoryorchestrator.cli.deadletter;

import io.memoryorchestrator.cli.CommonOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code memctl dlt discard}: letters that nobody wants handled any more. */
@Command(name = "discard", description = "Close letters without handling them; they can still be shown.")
final class DeadLetterDiscard implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LetterChoice choice = new LetterChoice();

    @Option(names = "--because", required = true, paramLabel = "WORDS", description = "Why; it is kept.")
    private String because = "";

    @Override
    public Integer call() {
        Map<String, Object> body = new LinkedHashMap<>(choice.body());
        body.put("because", because);
        JsonNode done = common.api().post(DeadLetterCommand.LETTERS + "/discard", body);
        common.console().say(done.path("discarded").asLong(0) + " discarded");
        common.console().result(DeadLetterCommand.fields(done));
        return 0;
    }
}
