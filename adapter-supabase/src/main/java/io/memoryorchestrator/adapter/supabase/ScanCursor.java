package io.memoryorchestrator.adapter.supabase;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The place of the last turn of a page, as opaque text. A session id has no colon, so it can be the last part. */
record ScanCursor(UUID user, String sessionId, long position, UUID turn) {
    private static final int PARTS = 4;

    String text() {
        String plain = user + ":" + turn + ":" + position + ":" + sessionId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws io.memoryorchestrator.api.failure.AdapterException REJECTED when the text is no cursor */
    static ScanCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", PARTS);
            if (parts.length == PARTS) {
                return new ScanCursor(
                        UUID.fromString(parts[0]), parts[3], Long.parseLong(parts[2]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException notOurs) {
            throw SupabaseFailures.refused("The cursor was not made by this store: begin the walk anew without one");
        }
        throw SupabaseFailures.refused("The cursor was not made by this store: begin the walk anew without one");
    }
}
