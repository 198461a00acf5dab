package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.server.identity.IdentityProperties.Limits;
import io.memoryorchestrator.server.testing.Tokens;
import io.memoryorchestrator.server.testing.TurnedClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A project with a secret and two published keys, and the tokens that it makes. */
final class OneProject {
    static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    static final String ADA = "0a0a0a0a-1111-4222-8333-444444444444";
    static final ECKey EC = ec("current");
    static final RSAKey RSA = rsa("older");

    final TurnedClock clock = new TurnedClock(NOW);
    final AtomicInteger reads = new AtomicInteger();
    final SupabaseTokens both = tokens(Tokens.SECRET, true, false);

    SupabaseTokens tokens(@Nullable String secret, boolean published, boolean open) {
        IdentityProperties rules = new IdentityProperties(
                null,
                secret == null ? null : Secret.of(secret),
                Tokens.ISSUER,
                "authenticated",
                Duration.ofSeconds(30),
                open ? List.of("known-app") : List.of(),
                open,
                false,
                false,
                false,
                Map.of(),
                false,
                Map.of(),
                null,
                new Limits(0, 0));
        SigningKeys keys = published ? new SigningKeys(this::published, clock) : null;
        return new SupabaseTokens(new KeyOfToken(rules.secret(), keys), new SupabaseClaims(rules, "default", clock));
    }

    private String published() {
        reads.incrementAndGet();
        return new JWKSet(List.<JWK>of(EC, RSA)).toString(true);
    }

    void assertInvalid(String token) {
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> both.callerOf(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("token_invalid"));
    }

    static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = Tokens.claims(ADA, NOW);
        change.accept(claims);
        return claims.build();
    }

    static String rs256(RSAKey key, String id, JWTClaimsSet claims) {
        try {
            return Tokens.signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), new RSASSASigner(key), claims);
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }
}
