package io.memoryorchestrator.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;

/** Finds out who is asking from a Supabase user's access token. */
final class SupabaseTokens {
    private final DefaultJWTProcessor<SecurityContext> signatures = new DefaultJWTProcessor<>();
    private final SupabaseClaims claims;

    SupabaseTokens(KeyOfToken keys, SupabaseClaims claims) {
        signatures.setJWSKeySelector(keys);
        // Time, issuer and audience are judged by SupabaseClaims, whose answers a person can act on.
        signatures.setJWTClaimsSetVerifier(null);
        this.claims = claims;
    }

    /** @throws TokenRefusedException when it proves nothing */
    Caller callerOf(String token) {
        return claims.callerOf(signed(token));
    }

    private JWTClaimsSet signed(String token) {
        try {
            return signatures.process(token, null);
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException refused) {
            // The library's own words may quote the token.
            throw TokenRefusedException.invalid("The token is malformed, or is not signed with a key of this project"
                    + " in the way that belongs to the key");
        }
    }
}
