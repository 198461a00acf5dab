package io.memoryorchestrator.server.identity;

import static io.memoryorchestrator.server.identity.OneProject.ADA;
import static io.memoryorchestrator.server.identity.OneProject.EC;
import static io.memoryorchestrator.server.identity.OneProject.NOW;
import static io.memoryorchestrator.server.identity.OneProject.RSA;
import static io.memoryorchestrator.server.identity.OneProject.claims;
import static io.memoryorchestrator.server.identity.OneProject.ec;
import static io.memoryorchestrator.server.identity.OneProject.part;
import static io.memoryorchestrator.server.identity.OneProject.rs256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import io.memoryorchestrator.server.testing.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose signature counts: a token is as good as the key that signed it. */
class TokenSignaturesTests {
    private final OneProject project = new OneProject();
    private final SupabaseTokens both = project.both;

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void aTokenWithoutASignatureIsRefused(String algorithm) {
        String unsigned = part("{\"alg\":\"" + algorithm + "\"}") + "."
                + part(claims(any -> {}).toString()) + ".";

        project.assertInvalid(unsigned);
        project.assertInvalid(unsigned + part("signature"));
    }

    @Test
    void aForgedSignatureIsRefused() {
        String token = Tokens.of(ADA, NOW);
        String other = Tokens.of("bbbbbbbb-1111-4222-8333-444444444444", NOW);

        project.assertInvalid(Tokens.hs256("another-secret-that-is-long-enough-for-hs256", claims(any -> {})));
        project.assertInvalid(Tokens.es256(ec("current"), claims(any -> {})));
        project.assertInvalid(other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.')));
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
            project.assertInvalid(confused);
            assertThatExceptionOfType(TokenRefusedException.class)
                    .isThrownBy(() -> project.tokens(null, true, false).callerOf(confused));
        }
        project.assertInvalid(rs256(RSA, "current", claims(any -> {})));
        project.assertInvalid(Tokens.signed(
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("older").build(),
                new RSASSASigner(RSA),
                claims(any -> {})));
        project.assertInvalid(Tokens.signed(
                new JWSHeader(JWSAlgorithm.HS512), new MACSigner(Tokens.SECRET.repeat(2)), claims(any -> {})));
    }

    @Test
    void whatIsNotConfiguredIsNotTaken() {
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> project.tokens(null, true, false).callerOf(Tokens.of(ADA, NOW)));
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() ->
                        project.tokens(Tokens.SECRET, false, false).callerOf(Tokens.es256(EC, claims(any -> {}))));
    }

    @Test
    void aPublishedKeyIsNamedByItsId() throws JOSEException {
        project.assertInvalid(Tokens.signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(EC), claims(any -> {})));
        project.assertInvalid(Tokens.es256(ec("x".repeat(300)), claims(any -> {})));
        assertThat(project.reads)
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
            project.assertInvalid(Tokens.signed(each, new ECDSASigner(own), claims(any -> {})));
            project.assertInvalid(Tokens.signed(each, new ECDSASigner(EC), claims(any -> {})));
        }
        assertThat(project.reads).hasValue(0);
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
}
