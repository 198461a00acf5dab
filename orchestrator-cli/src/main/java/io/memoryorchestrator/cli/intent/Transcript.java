package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A transcript: one JSON object per line, with the fields of onTurnCommitted. Empty lines are skipped.
 *
 * <p>A turn without {@code occurredAt} gets the time of reading and, unless it has one, its place in the session as
 * {@code seq}. So the same transcript sent twice names the same turns.
 */
final class Transcript {

    /** For fields that a line leaves out. */
    record Defaults(
            @Nullable String tenant,
            @Nullable String user,
            @Nullable String session) {}

    private final String file;
    private final Defaults defaults;
    private final Instant readAt;
    private final Map<String, Long> places = new HashMap<>();

    /** @param file a path, or {@code -} for standard input */
    Transcript(String file, Defaults defaults, Instant readAt) {
        this.file = file;
        this.defaults = defaults;
        this.readAt = readAt;
    }

    /** How many lines there are, or 0 when that cannot be known beforehand. */
    long countLines() {
        if (file.equals("-")) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(path())) {
            return lines.filter(line -> !line.isBlank()).count();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /**
     * @param faulty is told the number of each line that is no turn at all, and why
     * @throws CommandFailure when the file cannot be read
     */
    void forEach(Consumer<TurnLine> turn, ObjLongConsumer<String> faulty) {
        try (BufferedReader reader = open()) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(number, line, turn, faulty);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void read(long number, String line, Consumer<TurnLine> turn, ObjLongConsumer<String> faulty) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(line);
        } catch (JacksonException notJson) {
            faulty.accept("is not JSON", number);
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            faulty.accept("is not a JSON object", number);
            return;
        }
        setAbsent(object, "tenantId", defaults.tenant());
        setAbsent(object, "userId", defaults.user());
        setAbsent(object, "sessionId", defaults.session());
        TurnLine found = new TurnLine(number, object);
        long place = places.merge(found.key(), 1L, Long::sum) - 1;
        if (!object.hasNonNull("occurredAt")) {
            if (!object.hasNonNull("seq")) {
                object.put("seq", place);
            }
            object.put("occurredAt", readAt.plusMillis(place).toString());
        }
        turn.accept(found);
    }

    private static void setAbsent(ObjectNode object, String field, @Nullable String value) {
        if (value != null && !object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private BufferedReader open() throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(path());
    }

    private Path path() {
        return Path.of(file);
    }

    private CommandFailure unreadable(Exception e) {
        Throwable cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
        return new CommandFailure(
                cause instanceof NoSuchFileException
                        ? "There is no file " + file + "."
                        : "The file " + file + " cannot be read as UTF-8 text (" + cause + ").",
                e);
    }
}
