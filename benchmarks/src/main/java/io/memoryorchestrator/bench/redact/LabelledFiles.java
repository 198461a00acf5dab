package io.memoryorchestrator.bench.redact;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.pii.evaluation.LabelledSpan;
import io.memoryorchestrator.pii.evaluation.LabelledText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The labelled texts of a folder: lines of {@code {text, spans: [{start, end, type}]}}, offsets in code points.
 *
 * @param texts what was read
 * @param skipped where a line could not be used, as file and line number
 */
record LabelledFiles(List<LabelledText> texts, List<String> skipped) {

    /**
     * Reads every file that matches, in order of name.
     *
     * @param glob of the file name, such as {@code pii-*.jsonl}
     * @throws CommandFailure if there is no such file, or none with a line in it
     */
    static LabelledFiles read(Path folder, String glob) {
        LabelledFiles read = new LabelledFiles(new ArrayList<>(), new ArrayList<>());
        List<Path> files = matching(folder, glob);
        try {
            for (Path file : files) {
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    if (!line.isBlank()) {
                        read.add(line, file.getFileName() + ":" + number);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new CommandFailure("A file of " + folder + " cannot be read: " + unreadable, unreadable);
        }
        if (read.texts.isEmpty()) {
            throw new CommandFailure("There is no " + glob + " in " + folder + " with lines of {text, spans}"
                    + "; --data names a folder that has it.");
        }
        return read;
    }

    /** The files of a folder that match a pattern, in order of name. */
    static List<Path> matching(Path folder, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(files::add);
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    "The folder " + folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        files.sort(null);
        return files;
    }

    private void add(String line, String where) {
        try {
            JsonNode json = Json.MAPPER.readTree(line);
            String text = json.required("text").stringValue();
            List<LabelledSpan> spans = new ArrayList<>();
            for (JsonNode span : json.required("spans")) {
                spans.add(new LabelledSpan(
                        span.required("start").intValue(),
                        span.required("end").intValue(),
                        span.required("type").stringValue()));
            }
            texts.add(LabelledText.ofCodePoints(text, spans));
        } catch (JacksonException | IndexOutOfBoundsException unusable) {
            skipped.add(where);
        }
    }
}
