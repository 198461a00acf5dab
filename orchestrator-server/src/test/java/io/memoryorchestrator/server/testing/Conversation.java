package io.memoryorchestrator.server.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Turns of several users, of which some are not worth remembering, as intents for {@code POST /v1/intents}. */
public final class Conversation {
    /** Each fifth turn; what curation makes of them stands in adapter-mem0's README. */
    private static final List<String> NOISE = List.of("Hello!", "thanks", "ok", "...");

    private static final int NOISE_EVERY = 5;

    private final String prefix;
    private final int users;
    private final int turnsEach;

    public Conversation(int users, int turnsEach) {
        this("", users, turnsEach);
    }

    /** @param prefix of the users' names, so that several conversations have different ones */
    public Conversation(String prefix, int users, int turnsEach) {
        this.prefix = prefix;
        this.users = users;
        this.turnsEach = turnsEach;
    }

    public int turns() {
        return users * turnsEach;
    }

    /** How many of them curation skips. */
    public int noise() {
        return users
                * (int) IntStream.rangeClosed(1, turnsEach)
                        .filter(seq -> seq % NOISE_EVERY == 0)
                        .count();
    }

    /** Arrays of intents, each of at most {@code size}, in an order that mixes the users. */
    public List<String> batches(int size) {
        List<String> all = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        for (int seq = 1; seq <= turnsEach; seq++) {
            for (int user = 0; user < users; user++) {
                batch.add(intent(user, seq));
                if (batch.size() == size) {
                    all.add("[" + String.join(",", batch) + "]");
                    batch.clear();
                }
            }
        }
        if (!batch.isEmpty()) {
            all.add("[" + String.join(",", batch) + "]");
        }
        return all;
    }

    private String intent(int user, int seq) {
        String content = seq % NOISE_EVERY == 0
                ? NOISE.get(user % NOISE.size())
                : "My hive number " + seq + " of garden " + user + " stands under the linden trees";
        return "{\"id\":\"" + prefix + "u" + user + "-" + seq
                + "\",\"type\":\"onTurnCommitted\",\"source\":\"/test\",\"data\":{"
                + "\"userId\":\"" + prefix + "u" + user + "\",\"sessionId\":\"s\",\"seq\":" + seq
                + ",\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}}";
    }
}
