package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
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
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.IdentityProperties.Limits;
import io.memoryorchestrator.server.testing.Tokens;
import io.memoryorchestrator.server.testing.TurnedClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupabaseTokensTests {
    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");
    private static final String ADA = "0a0a0a0a-1111-4222-8333-444444444444";
    private static final UserRef ADA_REF = new UserRef("default", ADA);
    private static final ECKey EC = ec("current");
    private static final RSAKey RSA = rsa("older");

    private final TurnedClock clock = new TurnedClock(NOW);
    private final AtomicInteger reads = new AtomicInteger();
    private final SupabaseTokens both = tokens(Tokens.SECRET, true, false);

    @Test
    void aUserIsWhomTheSubjectNames() {
        assertThat(both.callerOf(Tokens.of(ADA, NOW))).isEqualTo(new Caller.User(ADA_REF));
        assertThat(both.callerOf(Tokens.es256(EC, claims(any -> {})))).isEqualTo(new Caller.User(ADA_REF));
        assertThat(both.callerOf(rs256(RSA, "older", claims(any -> {})))).isEqualTo(new Caller.User(ADA_REF));
    }

    @Test
    void rightsComeFromAppMetadata() {
        assertThat(both.callerOf(withAppMetadata(Map.of("memory_role", "service", "tenant_id", "acme"))))
                .isEqualTo(new Caller.Service(ADA, "acme"));
        assertThat(both.callerOf(withAppMetadata(Map.of("memory_role", "ops")))).isEqualTo(new Caller.Operator(ADA));
        assertThat(both.callerOf(withAppMetadata(Map.of("tenant_id", "acme"))))
                .isEqualTo(new Caller.User(new UserRef("acme", ADA)));
    }

    @Test
    void whatUsersWriteThemselvesGivesNoRights() {
        Map<String, Object> wish =
                Map.of("role", "admin", "memory_role", "ops", "tenant_id", "other", "app_metadata", "ops");
        String token = Tokens.of(
                ADA, NOW, claims -> claims.claim("user_metadata", wish).claim("memory_role", "ops"));

        assertThat(both.callerOf(token)).isEqualTo(new Caller.User(ADA_REF));
    }

    static Stream<Arguments> refusedClaims() {
        return Stream.of(
                refused("wrong issuer", claims -> claims.issuer("https://other.supabase.co/auth/v1")),
                refused("no issuer", claims -> claims.issuer(null)),
                refused("wrong audience", claims -> claims.audience("anon")),
                refused("audiences without ours", claims -> claims.audience(List.of("a", "b"))),
                refused("no audience", claims -> claims.audience((String) null)),
                refused("no expiry", claims -> claims.expirationTime(null)),
                refused("not good yet", claims -> claims.notBeforeTime(at(Duration.ofSeconds(31)))),
                refused("no subject", claims -> claims.subject(null)),
                refused("a subject that is no UUID", claims -> claims.subject("ada")),
                refused("a short UUID", claims -> claims.subject("1-1-1-1-1")),
                refused("the anon key's role", claims -> claims.claim("role", "anon")),
                refused("the service key's role", claims -> claims.claim("role", "service_role")),
                refused("no role", claims -> claims.claim("role", null)),
                refused("an OAuth application's", claims -> claims.claim("client_id", "third-party")),
                refused("an anonymous user's", claims -> claims.claim("is_anonymous", true)),
                refused("anonymous, as a string", claims -> claims.claim("is_anonymous", "true")),
                refused("unknown rights", claims -> claims.claim("app_metadata", Map.of("memory_role", "root"))),
                refused("rights of a wrong type", claims -> claims.claim("app_metadata", Map.of("memory_role", 1))),
                refused("no tenant's name", claims -> claims.claim("app_metadata", Map.of("tenant_id", "a:b"))),
                refused("app_metadata as text", claims -> claims.claim("app_metadata", "ops")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedClaims")
    void isRefusedWith(String what, Consumer<JWTClaimsSet.Builder> change) {
        assertInvalid(Tokens.of(ADA, NOW, change));
    }

    @Test
    void clocksMayDifferByThirtySeconds() {
        String token = Tokens.of(ADA, NOW, claims -> claims.notBeforeTime(at(Duration.ofSeconds(30))));
        assertThat(both.callerOf(token)).isEqualTo(new Caller.User(ADA_REF));

        clock.turn(Duration.ofHours(1).plusSeconds(29));
        assertThat(both.callerOf(token)).isEqualTo(new Caller.User(ADA_REF));
        clock.turn(Duration.ofSeconds(1));
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> both.callerOf(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("token_expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1893456000\"", "1e400", "-1", "null", "true", "[1893456000]", "{}", "\"never\""})
    void anExpiryThatIsNoTimeIsNotForEver(String expiry) throws JOSEException {
        String claims = claims(any -> {}).toString().replaceFirst("\"exp\":\\d+", "\"exp\":" + expiry);
        String token = assembled("{\"alg\":\"HS256\"}", claims, Tokens.SECRET);

        assertThatExceptionOfType(TokenRefusedException.class).isThrownBy(() -> both.callerOf(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void aTokenWithoutASignatureIsRefused(String algorithm) {
        String unsigned = part("{\"alg\":\"" + algorithm + "\"}") + "."
                + part(claims(any -> {}).toString()) + ".";

        assertInvalid(unsigned);
        assertInvalid(unsigned + part("signature"));
    }

    @Test
    void aForgedSignatureIsRefused() {
        String token = Tokens.of(ADA, NOW);
        String other = Tokens.of("bbbbbbbb-1111-4222-8333-444444444444", NOW);

        assertInvalid(Tokens.hs256("another-secret-that-is-long-enough-for-hs256", claims(any -> {})));
        assertInvalid(Tokens.es256(ec("current"), claims(any -> {})));
        assertInvalid(other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.')));
    }

    @Test
    void noKeyIsUsedInAWayItWasNotMadeFor() throws JOSEException {
        byte[] publicKey = RSA.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(publicKey)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] known : List.of(
                publicKey,
                pem.getBytes(StandardCharsets.US_ASCII),
                RSA.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8))) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("older").build();
            String confused = Tokens.signed(header, new MACSigner(known), claims(any -> {}));
            assertInvalid(confused);
            assertThatExceptionOfType(TokenRefusedException.class)
                    .isThrownBy(() -> tokens(null, true, false).callerOf(confused));
        }
        assertInvalid(rs256(RSA, "current", claims(any -> {})));
        assertInvalid(Tokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("older").build(),
                new RSASSASigner(RSA),
                claims(any -> {})));
        assertInvalid(Tokens.signed(
                new JWSHeader(JWSAlgorithm.HS512), new MACSigner(Tokens.SECRET.repeat(2)), claims(any -> {})));
    }

    @Test
    void whatIsNotConfiguredIsNotTaken() {
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> tokens(null, true, false).callerOf(Tokens.of(ADA, NOW)));
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> tokens(Tokens.SECRET, false, false).callerOf(Tokens.es256(EC, claims(any -> {}))));
    }

    @Test
    void aPublishedKeyIsNamedByItsId() throws JOSEException {
        assertInvalid(Tokens.signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(EC), claims(any -> {})));
        assertInvalid(Tokens.es256(ec("x".repeat(300)), claims(any -> {})));
        assertThat(reads)
                .as("no key is looked for without an id that could be one")
                .hasValue(0);
    }

    @Test
    void aTokenDoesNotChooseItsKey() throws JOSEException {
        ECKey own = ec("own");
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("current");
        for (JWSHeader each : List.of(
                header.jwk(own.toPublicJWK()).build(),
                header.jwk(null)
                        .jwkURL(URI.create("https://attacker.example/jwks.json"))
                        .build(),
                header.jwkURL(null)
                        .x509CertURL(URI.create("https://attacker.example/cert"))
                        .build())) {
            assertInvalid(Tokens.signed(each, new ECDSASigner(own), claims(any -> {})));
            assertInvalid(Tokens.signed(each, new ECDSASigner(EC), claims(any -> {})));
        }
        assertThat(reads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz", "sb_publishable_x", "a.b.c", "....", "e30.e30."
            })
    void whatIsNoTokenIsRefusedWithoutBeingRepeated(String noToken) {
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> both.callerOf(noToken))
                .satisfies(refused -> {
                    if (noToken.length() > 8) {
                        assertThat(refused.getMessage()).doesNotContain(noToken);
                    }
                });
    }

    @Test
    void applicationsAndAnonymousUsersAreTakenWhereThatIsConfigured() {
        SupabaseTokens open = tokens(Tokens.SECRET, true, true);
        String anonymous = Tokens.of(ADA, NOW, claims -> claims.claim("is_anonymous", true));
        String application = Tokens.of(ADA, NOW, claims -> claims.claim("client_id", "known-app"));
        String other = Tokens.of(ADA, NOW, claims -> claims.claim("client_id", "third-party"));

        assertThat(open.callerOf(anonymous)).isEqualTo(new Caller.User(ADA_REF));
        assertThat(open.callerOf(application)).isEqualTo(new Caller.User(ADA_REF));
        assertThatExceptionOfType(TokenRefusedException.class).isThrownBy(() -> open.callerOf(other));
    }

    private SupabaseTokens tokens(@Nullable String secret, boolean published, boolean open) {
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

    private void assertInvalid(String token) {
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> both.callerOf(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("token_invalid"));
    }

    private static Arguments refused(String what, Consumer<JWTClaimsSet.Builder> change) {
        return arguments(what, change);
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = Tokens.claims(ADA, NOW);
        change.accept(claims);
        return claims.build();
    }

    private static String withAppMetadata(Map<String, Object> rights) {
        return Tokens.of(ADA, NOW, claims -> claims.claim("app_metadata", rights));
    }

    private static Date at(Duration later) {
        return Date.from(NOW.plus(later));
    }

    private static String rs256(RSAKey key, String id, JWTClaimsSet claims) {
        try {
            return Tokens.signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), new RSASSASigner(key), claims);
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    /** A token whose parts the library would not make. */
    private static String assembled(String header, String claims, String secret) throws JOSEException {
        String signed = part(header) + "." + part(claims);
        return signed + "."
                + new MACSigner(secret)
                        .sign(new JWSHeader(JWSAlgorithm.HS256), signed.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ECKey ec(String id) {
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
