package io.memoryorchestrator.cli.privacy;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memctl export}: everything about a user, as lines of JSON. */
@Command(name = "export", description = "Everything that is stored about a user, as lines of JSON.")
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final WhichUser who = new WhichUser();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it (default: standard output).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        LineCount lines = write();
        if (!lines.endsWithEnd()) {
            throw new CommandFailure("The export broke off after " + lines.lines() + " lines; ask again.");
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("user", who.id());
        // The first line is the header and the last one the end.
        answer.put("rows", lines.lines() - 2);
        answer.put("bytes", lines.bytes());
        answer.put("file", out == null ? null : out.toString());
        if (out != null) {
            console.say("Wrote " + (lines.lines() - 2) + " rows of " + who.id() + " to " + out);
        }
        console.result(answer);
        return 0;
    }

    private LineCount write() throws IOException {
        if (out == null) {
            LineCount lines = new LineCount(System.out);
            common.api().download(who.path("/export"), lines);
            System.out.flush();
            return lines;
        }
        // A broken export must not take the place of a whole one.
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try (OutputStream file = Files.newOutputStream(part)) {
            LineCount lines = new LineCount(file);
            common.api().download(who.path("/export"), lines);
            lines.flush();
            if (lines.endsWithEnd()) {
                Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
            }
            return lines;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
