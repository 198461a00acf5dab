package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.api.canonical.Erasures.Receipt;
import io.memoryorchestrator.api.canonical.Erasures.Step;
import io.memoryorchestrator.server.erasure.ErasureWorker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The receipt of an erasure as JSON: what is gone, what is still to be done, and what ages out when. */
final class ReceiptJson {
    private static final String BROKER = "files of the broker";

    /** As long as a broker keeps a segment open (see TopicProvisioner), and some time for it to look. */
    private static final Duration BROKER_FILES = Duration.ofHours(25);

    private final Duration backupRetention;
    private final Duration topicRetention;

    /** @param topicRetention how long a record stays that nobody deletes, at most */
    ReceiptJson(Duration backupRetention, Duration topicRetention) {
        this.backupRetention = backupRetention;
        this.topicRetention = topicRetention;
    }

    Map<String, @Nullable Object> of(Receipt receipt) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("erasureId", receipt.id().toString());
        json.put("status", receipt.completedAt() == null ? "PENDING" : "DONE");
        json.put("requestedAt", receipt.requestedAt().toString());
        json.put(
                "completedAt",
                receipt.completedAt() == null ? null : receipt.completedAt().toString());
        json.put("removed", new TreeMap<>(receipt.removed()));
        json.put(
                "steps",
                new TreeMap<>(receipt.steps())
                        .entrySet().stream()
                                .map(step -> step(step.getKey(), step.getValue()))
                                .toList());
        json.put(
                "agesOut",
                List.of(
                        broker(receipt),
                        agesOut(
                                receipt,
                                "backups of the database",
                                "they go when they are as old as" + " orchestrator.erasure.backup-retention says",
                                backupRetention)));
        return json;
    }

    private static Map<String, @Nullable Object> step(String place, Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("place", place);
        json.put("state", step.state().name());
        json.put("removed", new TreeMap<>(step.removed()));
        json.put("detail", step.detail());
        return json;
    }

    /** A step that is done and has a detail was not done here: the broker forbade it, or an operator waived it. */
    private Map<String, Object> broker(Receipt receipt) {
        Step topics = receipt.steps().getOrDefault(ErasureWorker.TOPICS, Step.pending(null));
        if (topics.state() == Step.State.DONE && topics.detail() == null) {
            return agesOut(
                    receipt,
                    BROKER,
                    "records of it can be read by nobody any more; the bytes go with their segment",
                    BROKER_FILES);
        }
        return agesOut(
                receipt,
                BROKER,
                topics.state() == Step.State.DONE
                        ? "records of it can be read until their retention ends"
                        : "records of it can be read until the step topics is done, and no longer than they are kept",
                topicRetention.plus(BROKER_FILES));
    }

    private static Map<String, Object> agesOut(Receipt receipt, String place, String how, Duration after) {
        return Map.of(
                "place",
                place,
                "how",
                how,
                "until",
                receipt.requestedAt().plus(after).toString());
    }
}
