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
    private final @Nullable String refusal;

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
        this(adapter, kind, message, retryAfter, null, cause);
    }

    private AdapterException(
            String adapter,
            FailureKind kind,
            String message,
            @Nullable Duration retryAfter,
            @Nullable String refusal,
            @Nullable Throwable cause) {
        super(message + " [" + adapter + ", " + kind + "]", cause);
        this.adapter = adapter;
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.refusal = refusal;
    }

    /**
     * REJECTED, in words of the adapter's own that are told to whoever asked.
     *
     * @param words what is refused and what to do; nothing that was sent or kept, and nothing that the backend said
     */
    public static AdapterException refusal(String adapter, String words) {
        return new AdapterException(adapter, FailureKind.REJECTED, words, null, words, null);
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

    /** What whoever asked may be told; empty when the message has words of the backend's, which are for the log. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }
}
