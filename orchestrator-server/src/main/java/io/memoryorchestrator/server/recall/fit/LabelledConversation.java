package io.memoryorchestrator.server.recall.fit;

import io.memoryorchestrator.api.model.Role;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnId;
import io.memoryorchestrator.api.model.TurnLabels;
import io.memoryorchestrator.server.embedding.EmbeddingText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conversation of two, with questions whose evidence is known: {@code NAME.turns.jsonl} with {@code session,
 * session_date_time, turn_id, speaker, text}, and {@code NAME.questions.jsonl} with {@code question, category, evidence}.
 *
 * @param turns in order
 */
record LabelledConversation(String name, List<Turn> turns, List<LabelledQuestion> questions) {

    private static final String TURNS = ".turns.jsonl";
    private static final int ADVERSARIAL = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param evidence ids of the turns that hold the answer, at least one */
    record LabelledQuestion(String text, int category, List<UUID> evidence) {}

    /** All conversations of a folder, by name. */
    static List<LabelledConversation> in(Path folder) throws IOException {
        List<LabelledConversation> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(TURNS))
                    .sorted()
                    .toList()) {
                all.add(read(file));
            }
        }
        if (all.isEmpty()) {
            throw new IOException("there is no *" + TURNS + " in " + folder);
        }
        return all;
    }

    private static LabelledConversation read(Path file) throws IOException {
        String name = file.getFileName().toString().replace(TURNS, "");
        Map<String, Turn> byId = new LinkedHashMap<>();
        @Nullable String first = null;
        for (String line : Files.readAllLines(file)) {
            JsonNode turn = JSON.readTree(line);
            String speaker = turn.path("speaker").asString();
            first = first == null ? speaker : first;
            byId.put(turn.path("turn_id").asString(), turn(name, byId.size(), turn, speaker.equals(first)));
        }
        List<LabelledQuestion> questions = new ArrayList<>();
        for (String line : Files.readAllLines(file.resolveSibling(name + ".questions.jsonl"))) {
            JsonNode question = JSON.readTree(line);
            List<UUID> evidence = new ArrayList<>();
            for (JsonNode id : question.path("evidence")) {
                Turn turn = byId.get(id.asString());
                if (turn != null) {
                    evidence.add(turn.id());
                }
            }
            int category = question.path("category").asInt();
            if (category != ADVERSARIAL && !evidence.isEmpty()) {
                questions.add(new LabelledQuestion(question.path("question").asString(), category, evidence));
            }
        }
        return new LabelledConversation(name, List.copyOf(byId.values()), questions);
    }

    private static Turn turn(String user, int position, JsonNode turn, boolean first) {
        SessionRef session =
                SessionRef.of("fit", user, "session-" + turn.path("session").asInt());
        Instant when =
                LocalDateTime.parse(turn.path("session_date_time").asString()).toInstant(ZoneOffset.UTC);
        String id = turn.path("turn_id").asString();
        return new Turn(
                TurnId.ofClientId(session, id.replace(':', '-')),
                session,
                position,
                first ? Role.USER : Role.ASSISTANT,
                turn.path("text").asString(),
                when,
                TurnLabels.NONE,
                Map.of(EmbeddingText.SPEAKER, turn.path("speaker").asString()),
                Turn.DEFAULT_IMPORTANCE,
                id);
    }
}
