package io.memoryorchestrator.server.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Turns of several users, of which some are not worth remembering, as intents for {@code POST /v1/intents}. */
public final class Conversation {
    /** What curation makes of them stands in adapter-mem0's README. */
    private static final List<String> NOISE = List.of("Hello!", "thanks", "ok", "...");

    private final String prefix;
    private final int users;
    private final int turnsEach;
    private final IntPredicate isNoise;

    /** Each fifth turn is noise. */
    public Conversation(int users, int turnsEach) {
        this("", users, turnsEach, seq -> seq % 5 == 0);
    }

    private Conversation(String prefix, int users, int turnsEach, IntPredicate isNoise) {
        this.prefix = prefix;
        this.users = users;
        this.turnsEach = turnsEach;
        this.isNoise = isNoise;
    }

    /**
     * All but each twentieth turn is noise.
     *
     * @param prefix of the users' names, so that several conversations have different ones
     */
    public static Conversation smallTalk(String prefix, int users, int turnsEach) {
        return new Conversation(prefix, users, turnsEach, seq -> seq % 20 != 0);
    }

    public int turns() {
        return users * turnsEach;
    }

    /** How many of them curation skips. */
    public int noise() {
        return users * (int) IntStream.rangeClosed(1, turnsEach).filter(isNoise).count();
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
        String content = isNoise.test(seq)
                ? NOISE.get(user % NOISE.size())
                : "My hive number " + seq + " of garden " + user + " stands under the linden trees";
        return "{\"id\":\"" + prefix + "u" + user + "-" + seq
                + "\",\"type\":\"onTurnCommitted\",\"source\":\"/test\",\"data\":{"
                + "\"userId\":\"" + prefix + "u" + user + "\",\"sessionId\":\"s\",\"seq\":" + seq
                + ",\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}}";
    }
}
