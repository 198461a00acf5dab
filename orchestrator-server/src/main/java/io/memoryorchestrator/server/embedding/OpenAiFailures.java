package io.memoryorchestrator.server.embedding;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What an embedding endpoint's refusals mean. */
final class OpenAiFailures {

    static final String NAME = "openai-embeddings";

    private static final int QUOTED = 300;

    private OpenAiFailures() {}

    static AdapterException ofStatus(int status, byte[] body, @Nullable String retryAfter, Instant now) {
        FailureKind kind = switch (status) {
            case 429 -> FailureKind.OVERLOADED;
            case 408 -> FailureKind.UNAVAILABLE;
            default -> status >= 500 ? FailureKind.UNAVAILABLE : FailureKind.REJECTED;
        };
        String advice = switch (status) {
            case 401, 403 -> ": check OPENAI_API_KEY";
            case 404 -> ": check OPENAI_BASE_URL and VECTOR_EMBEDDING_MODEL";
            default -> "";
        };
        return new AdapterException(
                NAME,
                kind,
                "The embedding endpoint answered " + status + " " + quoted(body) + advice,
                wait(retryAfter, now),
                null);
    }

    static AdapterException ofConnection(IOException broken) {
        return new AdapterException(
                NAME, FailureKind.UNAVAILABLE, "The embedding endpoint could not be reached: " + broken, broken);
    }

    static AdapterException ofAnswer(String what, @Nullable Throwable cause) {
        return new AdapterException(NAME, FailureKind.REJECTED, what, cause);
    }

    /** Seconds or an HTTP date, as RFC 9110 section 10.2.3 allows. */
    private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(retryAfter.strip())));
        } catch (NumberFormatException notSeconds) {
            return untilDate(retryAfter, now);
        }
    }

    private static @Nullable Duration untilDate(String retryAfter, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static String quoted(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, QUOTED), StandardCharsets.UTF_8);
        return text.replaceAll("\\s+", " ").replaceAll("sk-[A-Za-z0-9_-]+", "****");
    }
}
