package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Json;
import io.memoryorchestrator.cli.http.Api;
import io.memoryorchestrator.cli.http.ApiException;
import io.memoryorchestrator.cli.http.Patience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends through the gateway, in arrays of intents. Each session belongs to one of a few lanes, and a lane sends one array
 * after the other, so turns of a session arrive in order. An intent keeps its id when it is sent again, so a request
 * whose answer was lost does no harm.
 */
final class HttpTurnSender implements TurnSender {

    private static final int LANES = 4;
    private static final int PER_REQUEST = 100;
    private static final TurnLine END = new TurnLine(-1, Json.MAPPER.createObjectNode());

    private final Api api;
    private final Patience patience;
    private final SendTally tally;
    private final LongConsumer progress;
    private final List<BlockingQueue<TurnLine>> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable RuntimeException failure;
    private boolean told;

    HttpTurnSender(Api api, Patience patience, SendTally tally, LongConsumer progress) {
        this.api = api;
        this.patience = patience;
        this.tally = tally;
        this.progress = progress;
        for (int i = 0; i < LANES; i++) {
            BlockingQueue<TurnLine> lane = new ArrayBlockingQueue<>(4 * PER_REQUEST);
            lanes.add(lane);
            threads.add(Thread.ofVirtual().name("send-" + i).start(() -> work(lane)));
        }
    }

    @Override
    public void send(TurnLine line) {
        put(lanes.get(Math.floorMod(line.key().hashCode(), LANES)), line);
    }

    @Override
    public void close() {
        lanes.forEach(lane -> put(lane, END));
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    "Interrupted while sending; send the same file again, nothing is stored twice.", e);
        }
        // What send() has thrown already is not thrown twice.
        RuntimeException failed = failure;
        if (failed != null && !told) {
            throw failed;
        }
    }

    private void put(BlockingQueue<TurnLine> lane, TurnLine line) {
        try {
            while (failure == null && !lane.offer(line, 200, TimeUnit.MILLISECONDS)) {
                // A lane that failed takes nothing any more; looked at between tries.
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while sending.", e);
        }
        RuntimeException failed = failure;
        if (failed != null && line != END) {
            told = true;
            throw failed;
        }
    }

    private void work(BlockingQueue<TurnLine> lane) {
        List<TurnLine> chunk = new ArrayList<>(PER_REQUEST);
        try {
            boolean more = true;
            while (more && failure == null) {
                chunk.clear();
                TurnLine first = lane.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                chunk.add(first);
                lane.drainTo(chunk, PER_REQUEST - 1);
                more = !chunk.remove(END);
                if (!chunk.isEmpty()) {
                    deliver(chunk);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void deliver(List<TurnLine> chunk) {
        List<Map<String, Object>> envelopes =
                chunk.stream().map(HttpTurnSender::envelope).toList();
        try {
            accept(envelopes);
        } catch (ApiException refused) {
            if (refused.isTemporary()) {
                throw refused;
            }
            // One bad turn refuses the whole array: one by one, the good ones get through and the bad one has a name.
            for (int i = 0; i < envelopes.size(); i++) {
                try {
                    accept(envelopes.subList(i, i + 1));
                } catch (ApiException bad) {
                    if (bad.isTemporary()) {
                        throw bad;
                    }
                    tally.refused(chunk.get(i).number(), "was refused (" + bad.code() + "): " + bad.detail());
                }
            }
        }
        progress.accept(chunk.size());
    }

    private void accept(List<Map<String, Object>> envelopes) {
        JsonNode receipts = patience.with(() -> api.post("/v1/intents", envelopes));
        List<String> ids = new ArrayList<>(envelopes.size());
        receipts.forEach(receipt -> ids.add(receipt.path("intentId").asString()));
        tally.accepted(ids);
    }

    private static Map<String, Object> envelope(TurnLine line) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("id", UUID.randomUUID().toString());
        envelope.put("type", IntentType.TURN_COMMITTED.eventType());
        envelope.put("source", "/memctl");
        envelope.put("data", line.turn());
        return envelope;
    }
}
