package io.memoryorchestrator.cli.deadletter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which letters a command is about. */
final class LetterChoice {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Letters by id, as 'dlt list' shows them.")
    private List<String> ids = List.of();

    @Option(names = "--reason", paramLabel = "CODE", description = "Letters that were set aside for this reason.")
    private @Nullable String reason;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Letters that were on this topic.")
    private @Nullable String topic;

    @Option(names = "--all", description = "All open letters.")
    private boolean all;

    /** The beginning of a request's body. */
    Map<String, Object> body() {
        if (ids.isEmpty() && reason == null && topic == null && !all) {
            CommandSpec mixee = spec;
            if (mixee == null) {
                throw new IllegalStateException("picocli sets the spec");
            }
            throw new ParameterException(mixee.commandLine(), "say which letters: ids, --reason, --topic, or --all");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ids", ids);
        if (reason != null) {
            body.put("reason", reason);
        }
        if (topic != null) {
            body.put("topic", topic);
        }
        body.put("all", all);
        return body;
    }
}
