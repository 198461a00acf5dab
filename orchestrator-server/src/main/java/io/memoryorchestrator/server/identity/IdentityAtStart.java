package io.memoryorchestrator.server.identity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line at start who is believed, and refuses a start that would let everybody in. */
final class IdentityAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityAtStart.class);

    /**
     * @param address that the server listens on; null or empty for every address of the machine
     * @throws IdentityMissingException when anybody could come in from another machine
     */
    IdentityAtStart(IdentityProperties identity, @Nullable String address) {
        if (identity.configured()) {
            LOG.info("Identity: {}", described(identity));
            return;
        }
        String listening = address == null || address.isBlank() ? "every address" : address;
        if (Loopback.is(address == null ? "" : address)) {
            LOG.warn(
                    "Identity: development mode. Nobody is asked for a token, so the server listens on {} only;"
                            + " SUPABASE_URL or SUPABASE_JWT_SECRET ends that",
                    listening);
        } else if (identity.allowUnauthenticated()) {
            LOG.warn(
                    "Identity: none, on {}. Nobody is asked for a token, because"
                            + " orchestrator.identity.allow-unauthenticated says that something else does",
                    listening);
        } else {
            throw new IdentityMissingException(listening);
        }
    }

    private static String described(IdentityProperties identity) {
        List<String> ways = new ArrayList<>();
        URI url = identity.url();
        if (url != null) {
            ways.add("tokens signed with the keys of " + url + " (RS256, ES256)");
        }
        if (identity.secret() != null) {
            ways.add("tokens signed with the JWT secret (HS256)");
        }
        if (!identity.serviceTokens().isEmpty()) {
            ways.add("service tokens of " + identity.serviceTokens().keySet());
        }
        String issuer = identity.expectedIssuer();
        return String.join(", ", ways)
                + (issuer == null && identity.secret() != null ? "; any issuer, as none is configured" : "")
                + (identity.requireSignedRecords() ? "; only signed records" : "");
    }
}
