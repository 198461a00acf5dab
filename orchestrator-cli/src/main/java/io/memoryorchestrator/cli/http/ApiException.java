package io.memoryorchestrator.cli.http;

import io.memoryorchestrator.cli.console.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server said no, with problem details (RFC 9457) that name a stable code. */
public final class ApiException extends CommandFailure {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    private ApiException(String message, int status, String code, String detail, @Nullable Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    static ApiException of(String request, int status, JsonNode problem, @Nullable String retryAfter) {
        String code = problem.path("code").asString("");
        String detail = problem.path("detail").asString(problem.path("title").asString("no detail given"));
        return new ApiException(
                "The server answered " + request + " with " + status + (code.isEmpty() ? "" : " (" + code + ")") + ": "
                        + detail + (status == 401 ? " Give one with --token or MEMCTL_TOKEN." : ""),
                status,
                code,
                detail,
                seconds(retryAfter));
    }

    public int status() {
        return status;
    }

    /** The stable code, or empty where the answer had none. */
    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** Whether the same request may succeed later. */
    public boolean isTemporary() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        try {
            return retryAfter == null
                    ? null
                    : Duration.ofSeconds(Math.clamp(Long.parseLong(retryAfter.strip()), 0, 60));
        } catch (NumberFormatException aDate) {
            return null;
        }
    }
}
