package io.memoryorchestrator.cli.demo;

import io.memoryorchestrator.cli.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Three sessions of two users, written for the demonstration, with made-up personal data of every kind. The names of the
 * users are new in every run, so that each run counts its own turns only.
 */
record DemoConversation(List<DemoTurn> turns, List<Question> questions) {
    private static final Map<String, List<String>> QUESTIONS = Map.of(
            "mira",
            List.of(
                    "What food must I avoid?",
                    "Whose birthday is it and what should we do that evening?",
                    "Which instrument do I want to learn?"),
            "timur",
            List.of("Какой пол мы кладём на кухне?", "Когда работает Рустам?", "Какой ширины нужен холодильник?"));

    static DemoConversation forRun(String run) {
        try (InputStream file = DemoConversation.class.getResourceAsStream("conversation.jsonl")) {
            if (file == null) {
                throw new IllegalStateException("conversation.jsonl is not in the jar: build orchestrator-cli anew");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<DemoTurn> turns = text.lines()
                    .map(line -> Json.MAPPER.readValue(line, DemoTurn.class))
                    .map(turn -> ofUser(turn, userOf(turn.user(), run)))
                    .toList();
            List<Question> questions = QUESTIONS.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(each ->
                            each.getValue().stream().map(asked -> new Question(userOf(each.getKey(), run), asked)))
                    .toList();
            return new DemoConversation(turns, questions);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<DemoTurn> via(String way) {
        return turns.stream().filter(turn -> turn.via().equals(way)).toList();
    }

    List<String> users() {
        return turns.stream().map(DemoTurn::user).distinct().toList();
    }

    private static String userOf(String name, String run) {
        return "demo-" + name + "-" + run;
    }

    private static DemoTurn ofUser(DemoTurn turn, String user) {
        return new DemoTurn(
                user,
                turn.via(),
                turn.sessionId(),
                turn.turnId(),
                turn.seq(),
                turn.role(),
                turn.content(),
                turn.occurredAt());
    }

    /** What a user asks afterwards. */
    record Question(String user, String text) {}
}
