package io.memoryorchestrator.adapter.cache;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Redis's failures mean. */
final class RedisFailures {
    /** First words of error replies that pass: starting up, failing over, a script that runs long, memory used up. */
    private static final List<String> PASSING =
            List.of("LOADING", "MASTERDOWN", "READONLY", "CLUSTERDOWN", "NOREPLICAS");

    private static final List<String> BUSY = List.of("BUSY", "OOM", "ERR max number of clients");

    private RedisFailures() {}

    static AdapterException of(String place, RedisException failure) {
        if (failure instanceof RedisCommandInterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new AdapterException(
                CacheAdapter.NAME, kindOf(failure), wordsOf(failure) + " (Redis at " + place + ")", failure);
    }

    static FailureKind kindOf(RedisException failure) {
        if (failure instanceof RedisCommandTimeoutException) {
            return FailureKind.OVERLOADED;
        }
        String reply = replyIn(failure);
        if (reply == null || PASSING.stream().anyMatch(reply::startsWith)) {
            return FailureKind.UNAVAILABLE;
        }
        return BUSY.stream().anyMatch(reply::startsWith) ? FailureKind.OVERLOADED : FailureKind.REJECTED;
    }

    /** Whether to leave Redis alone for a moment: after everything but an error reply to one command. */
    static boolean breaksTheLine(RedisException failure) {
        return !(failure instanceof RedisCommandInterruptedException)
                && !(failure instanceof RedisCommandExecutionException && kindOf(failure) == FailureKind.REJECTED);
    }

    private static @Nullable String replyIn(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof RedisCommandExecutionException) {
                return String.valueOf(at.getMessage());
            }
        }
        return null;
    }

    /** The innermost words say what happened; the outer ones only that connecting failed. */
    private static String wordsOf(RedisException failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String words = innermost.getMessage();
        return words == null || words.isBlank()
                ? innermost.getClass().getSimpleName()
                : words.lines().findFirst().orElse("");
    }
}
