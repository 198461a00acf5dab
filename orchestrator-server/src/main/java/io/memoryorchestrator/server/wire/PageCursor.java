package io.memoryorchestrator.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins, as one word that clients hand back and do not look into; and how large a page may
 * be.
 */
public final class PageCursor {
    public static final int DEFAULT_LIMIT = 50;

    private static final int MOST = 500;
    private static final char SEPARATOR = '\n';

    private PageCursor() {}

    public static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param count how many parts it must have
     * @throws WireException INVALID_FIELD when it is none of ours
     */
    public static List<String> parts(String cursor, int count) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(String.valueOf(SEPARATOR), -1));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        throw invalid();
    }

    public static WireException invalid() {
        return fault("cursor", "is none that a page ended with: pass on 'next' as it was, or leave it out");
    }

    /** @return the limit, or the usual one for null */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MOST) {
            throw fault("limit", "must lie between 1 and " + MOST);
        }
        return limit;
    }

    private static WireException fault(String field, String message) {
        return new WireException(
                WireFault.INVALID_FIELD, field + " " + message, List.of(new WireException.FieldFault(field, message)));
    }
}
