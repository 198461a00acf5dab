package io.memoryorchestrator.server.ops;

import io.memoryorchestrator.server.deadletter.Selection;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with which letters. Letters are meant that meet everything given; all of them have to be asked for, so
 * that nobody does it by leaving something out.
 *
 * @param before letters set aside earlier than this
 * @param limit how many are replayed at most in one call
 * @param because why they are discarded
 */
record DeadLetterRequest(
        @Nullable List<String> ids,
        @Nullable String topic,
        @Nullable String reason,
        @Nullable Boolean all,
        @Nullable Instant before,
        @Nullable Integer limit,
        @Nullable Boolean dryRun,
        @Nullable String because) {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final int LONGEST_WORDS = 500;

    Selection selection() {
        boolean some = ids != null && !ids.isEmpty();
        if (!some && topic == null && reason == null && !Boolean.TRUE.equals(all)) {
            throw invalid("reason", "must say which letters are meant, or topic, ids or \"all\": true");
        }
        return new Selection(some ? Set.copyOf(ids) : Set.of(), topic, reason, before);
    }

    int most() {
        if (limit == null) {
            return USUAL;
        }
        if (limit < 1 || limit > MOST) {
            throw invalid("limit", "must lie between 1 and " + MOST);
        }
        return limit;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    String why() {
        if (because == null || because.isBlank() || because.length() > LONGEST_WORDS) {
            throw invalid("because", "must say why, in at most " + LONGEST_WORDS + " characters");
        }
        return because;
    }

    private static WireException invalid(String field, String message) {
        return new WireException(
                WireFault.INVALID_FIELD, field + " " + message, List.of(new WireException.FieldFault(field, message)));
    }
}
