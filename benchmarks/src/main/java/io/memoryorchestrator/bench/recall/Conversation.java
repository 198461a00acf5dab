package io.memoryorchestrator.bench.recall;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A long conversation of two people in the form of LoCoMo (Maharana and others, ACL 2024), with its questions.
 *
 * @param sessions turns by session, in order, in the form the intents take them
 * @param questions those of categories 1 to 4 that have evidence
 */
record Conversation(String name, Map<String, List<Map<String, Object>>> sessions, List<Asked> questions) {

    private static final String TURNS = ".turns.jsonl";
    private static final int ADVERSARIAL = 5;

    /** @param evidence client ids of the turns that hold the answer, at least one */
    record Asked(String text, int category, List<String> evidence) {}

    static List<Conversation> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Conversation> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(TURNS))
                    .sorted()
                    .toList()) {
                all.add(read(file));
            }
            if (all.isEmpty()) {
                throw new CommandFailure("There is no *" + TURNS + " in " + folder
                        + ": get LoCoMo (github.com/snap-research/locomo, CC BY-NC 4.0) and see docs/benchmarks/locomo.md"
                        + " for the form.");
            }
            return all;
        } catch (IOException | JacksonException unreadable) {
            throw new CommandFailure("The conversations in " + folder + " cannot be read: " + unreadable, unreadable);
        }
    }

    int turns() {
        return sessions.values().stream().mapToInt(List::size).sum();
    }

    private static Conversation read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(TURNS, "");
        Map<String, List<Map<String, Object>>> sessions = new LinkedHashMap<>();
        @Nullable String first = null;
        for (String line : Files.readAllLines(file)) {
            JsonNode turn = Json.MAPPER.readTree(line);
            String speaker = turn.path("speaker").asString();
            first = first == null ? speaker : first;
            List<Map<String, Object>> session =
                    sessions.computeIfAbsent("session-" + turn.path("session").asInt(), key -> new ArrayList<>());
            session.add(Map.of(
                    "turnId", turn.path("turn_id").asString(),
                    "seq", session.size(),
                    "role", speaker.equals(first) ? "user" : "assistant",
                    "content", turn.path("text").asString(),
                    "occurredAt", turn.path("session_date_time").asString() + "Z",
                    "metadata", Map.of("speaker", speaker)));
        }
        List<Asked> questions = new ArrayList<>();
        for (String line : Files.readAllLines(file.resolveSibling(name + ".questions.jsonl"))) {
            JsonNode question = Json.MAPPER.readTree(line);
            List<String> evidence = new ArrayList<>();
            question.path("evidence").forEach(id -> evidence.add(id.asString()));
            int category = question.path("category").asInt();
            if (category != ADVERSARIAL && !evidence.isEmpty()) {
                questions.add(new Asked(question.path("question").asString(), category, evidence));
            }
        }
        return new Conversation(name, sessions, questions);
    }
}
