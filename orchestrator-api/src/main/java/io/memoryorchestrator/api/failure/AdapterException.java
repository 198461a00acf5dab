package io.memoryorchestrator.api.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one exception that leaves an adapter. The backend's own words come first in the message, so that they can be
 * searched for; values of rows and secrets are never in it.
 */
public final class AdapterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String adapter;
    private final FailureKind kind;
    private final @Nullable Duration retryAfter;

    public AdapterException(String adapter, FailureKind kind, String message, @Nullable Throwable cause) {
        this(adapter, kind, message, null, cause);
    }

    /** @param retryAfter how long the backend asked to be left alone, or null when it did not say */
    public AdapterException(
            String adapter,
            FailureKind kind,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message + " [" + adapter + ", " + kind + "]", cause);
        this.adapter = adapter;
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** The failure of asking an adapter for an ability that it does not declare. */
    public static AdapterException unsupported(String adapter, String ability) {
        return new AdapterException(
                adapter, FailureKind.UNSUPPORTED, "The adapter does not offer the ability " + ability, null);
    }

    public String adapter() {
        return adapter;
    }

    public FailureKind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
