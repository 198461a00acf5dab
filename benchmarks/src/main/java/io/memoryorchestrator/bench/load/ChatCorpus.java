package io.memoryorchestrator.bench.load;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Chats to load the system with: the dialogues of a folder's {@code sgd-*.jsonl} ({@code {dialogue_id, turns: [{role,
 * text}]}}), else made-up ones from a fixed seed. Either is repeated under new users until there is enough.
 */
public final class ChatCorpus {
    private static final long SEED = 20_261_121;
    private static final String[] WHO = {"My sister", "The landlord", "Our trainer", "A colleague", "The neighbour"};
    private static final String[] DOES = {"asked about", "moved", "booked", "cancelled", "forgot", "really likes"};
    private static final String[] WHAT = {
        "the flight to Porto", "the piano lesson", "dinner at eight", "the blue bicycle", "the dentist on Monday"
    };
    private static final String[] TAIL = {
        "please remember that for next time.",
        "can you find something better?",
        "write to me at sam.lee@mail.example if it changes.",
        "the number is +1 202-555-0143.",
        "it was cheaper than I thought."
    };

    private final List<List<String[]>> dialogues;
    private final String source;

    private ChatCorpus(List<List<String[]>> dialogues, String source) {
        this.dialogues = dialogues;
        this.source = source;
    }

    /** Where the text comes from, for the settings of a result. */
    public String source() {
        return source;
    }

    /**
     * @param folder that holds the dialogues; null for made-up ones
     * @throws CommandFailure if the folder cannot be read or holds none
     */
    public static ChatCorpus from(@Nullable Path folder) {
        return folder == null ? madeUp() : read(folder);
    }

    /** What is said, each turn once. */
    public List<String> texts() {
        return dialogues.stream().flatMap(List::stream).map(turn -> turn[1]).toList();
    }

    /** @param run becomes part of the users' names, so that runs do not meet */
    List<ChatTurn> turns(String run, int count) {
        List<ChatTurn> turns = new ArrayList<>(count);
        for (int at = 0; turns.size() < count; at++) {
            List<String[]> dialogue = dialogues.get(at % dialogues.size());
            String user = run + "-u" + at;
            for (int seq = 0; seq < dialogue.size() && turns.size() < count; seq++) {
                turns.add(new ChatTurn(user, "s1", seq, dialogue.get(seq)[0], dialogue.get(seq)[1]));
            }
        }
        return turns;
    }

    /** A few users with many turns each, one session for a dialogue. */
    List<ChatTurn> longMemories(String run, int users, int turnsEach) {
        List<ChatTurn> turns = new ArrayList<>();
        int at = 0;
        for (int user = 0; user < users; user++) {
            for (int told = 0; told < turnsEach; at++) {
                List<String[]> dialogue = dialogues.get(at % dialogues.size());
                for (int seq = 0; seq < dialogue.size() && told < turnsEach; seq++, told++) {
                    turns.add(
                            new ChatTurn(run + "-u" + user, "s" + at, seq, dialogue.get(seq)[0], dialogue.get(seq)[1]));
                }
            }
        }
        return turns;
    }

    private static ChatCorpus read(Path folder) {
        List<List<String[]>> dialogues = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sgd-*.jsonl")) {
            for (Path file : files) {
                Files.readAllLines(file).forEach(line -> dialogues.add(dialogue(Json.MAPPER.readTree(line))));
            }
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    "The folder " + folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (dialogues.isEmpty()) {
            throw new CommandFailure(
                    "There is no sgd-*.jsonl in " + folder + "; leave --data out to measure with made-up chats.");
        }
        return new ChatCorpus(dialogues, "sgd-*.jsonl, " + dialogues.size() + " dialogues");
    }

    private static List<String[]> dialogue(JsonNode json) {
        List<String[]> turns = new ArrayList<>();
        for (JsonNode turn : json.path("turns")) {
            String role = turn.path("role").asString("user");
            turns.add(new String[] {
                role.equals("assistant") || role.equals("system") ? "assistant" : "user",
                turn.path("text").asString("")
            });
        }
        return turns;
    }

    private static ChatCorpus madeUp() {
        Random random = new Random(SEED);
        List<List<String[]>> dialogues = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            List<String[]> dialogue = new ArrayList<>();
            for (int j = 0; j < 16; j++) {
                dialogue.add(
                        new String[] {j % 2 == 0 ? "user" : "assistant", sentence(random) + " " + sentence(random)});
            }
            dialogues.add(dialogue);
        }
        return new ChatCorpus(dialogues, "made-up chats, seed " + SEED);
    }

    private static String sentence(Random random) {
        return pick(random, WHO) + " " + pick(random, DOES) + " " + pick(random, WHAT) + ", " + pick(random, TAIL);
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
