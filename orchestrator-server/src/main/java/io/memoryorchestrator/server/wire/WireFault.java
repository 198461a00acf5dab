package io.memoryorchestrator.server.wire;

import java.util.Locale;

/** Why something that arrived cannot be taken; the code is stable, over HTTP and in dead letters alike. */
public enum WireFault {
    MALFORMED_JSON,
    UNKNOWN_INTENT,
    UNSUPPORTED_VERSION,
    INVALID_FIELD,
    CONTENT_TOO_LARGE,
    UNSIGNED,
    IDENTITY_MISMATCH;

    /** Whether nothing that the sender says may be believed, not even which intent it is. */
    public boolean unproved() {
        return this == UNSIGNED || this == IDENTITY_MISMATCH;
    }

    /** Lower snake case, as clients compare it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
