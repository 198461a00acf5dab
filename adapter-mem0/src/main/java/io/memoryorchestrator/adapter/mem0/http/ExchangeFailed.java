package io.memoryorchestrator.adapter.mem0.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An exchange that brought no usable answer: what happened, not yet what it means. */
public final class ExchangeFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What happened. */
    public enum What {
        /** The base URL leads to an address that is not allowed. */
        ADDRESS_REFUSED,
        /** No connection, so the request never left. */
        NOT_SENT,
        /** The connection broke after the request had begun to leave. */
        LOST,
        /** The time was up after the request had begun to leave. */
        TIMED_OUT,
        /** The caller gave up. */
        INTERRUPTED,
        /** An answer with a status other than 2xx. */
        ANSWERED,
        /** 2xx with something that is not the JSON expected. */
        UNREADABLE,
        /** 2xx with more bytes than allowed. */
        TOO_LARGE,
        /** 2xx, but what it says was made is not there. */
        UNCONFIRMED,
        /** Not tried: the backend asked to be left alone for a while. */
        PAUSED,
        /** Not tried: too many calls at once, or in this second. */
        CROWDED,
        /** Not tried: the circuit is open. */
        CIRCUIT_OPEN
    }

    private final What what;
    private final int status;
    private final @Nullable String code;
    private final @Nullable Duration retryAfter;

    public ExchangeFailed(What what, String words, @Nullable Throwable cause) {
        this(what, 0, words, null, null, cause);
    }

    /**
     * @param status of the answer, or 0 without one
     * @param words the backend's own words, or what was seen; without secrets
     * @param code the open-source server's {@code code} of a 502
     */
    public ExchangeFailed(
            What what,
            int status,
            String words,
            @Nullable String code,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(words, cause);
        this.what = what;
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public What what() {
        return what;
    }

    public int status() {
        return status;
    }

    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
