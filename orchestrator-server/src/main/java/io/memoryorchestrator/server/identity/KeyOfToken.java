package io.memoryorchestrator.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import io.memoryorchestrator.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the one key that may have signed a token. Each key has one algorithm: the secret HS256, a published key RS256 or
 * ES256 by its kind, so that no key is ever used in a way it was not made for. A token without such a key is refused.
 */
final class KeyOfToken implements JWSKeySelector<SecurityContext> {
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_KEY_ID = 200;

    private final @Nullable Key secret;
    private final @Nullable SigningKeys published;

    /**
     * @param secret for HS256, or null when such tokens are not taken
     * @param published for RS256 and ES256, or null when such tokens are not taken
     */
    KeyOfToken(@Nullable Secret secret, @Nullable SigningKeys published) {
        this.secret = secret == null
                ? null
                : new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.published = published;
    }

    @Override
    public List<? extends Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
            throws KeySourceException {
        if (bringsItsOwnKey(header)) {
            return List.of();
        }
        if (JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
            return secret == null ? List.of() : List.of(secret);
        }
        return publishedKey(header);
    }

    /** A token that says where its key is to be found is trying to choose who is believed. */
    private static boolean bringsItsOwnKey(JWSHeader header) {
        return header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getJWK() != null
                || header.getX509CertChain() != null;
    }

    private List<? extends Key> publishedKey(JWSHeader header) throws KeySourceException {
        String id = header.getKeyID();
        if (published == null || id == null || id.isBlank() || id.length() > LONGEST_KEY_ID) {
            return List.of();
        }
        boolean asymmetric =
                JWSAlgorithm.RS256.equals(header.getAlgorithm()) || JWSAlgorithm.ES256.equals(header.getAlgorithm());
        if (!asymmetric) {
            return List.of();
        }
        JWK key = published.find(id);
        return key != null && fits(key, header.getAlgorithm()) ? List.of(publicKey(key)) : List.of();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        boolean forSigning = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
        boolean forThis = key.getAlgorithm() == null || algorithm.equals(key.getAlgorithm());
        return forSigning
                && forThis
                && switch (key) {
                    case RSAKey rsa -> algorithm.equals(JWSAlgorithm.RS256) && rsa.size() >= SHORTEST_RSA;
                    case ECKey ec -> algorithm.equals(JWSAlgorithm.ES256) && Curve.P_256.equals(ec.getCurve());
                    default -> false;
                };
    }

    private static Key publicKey(JWK key) throws KeySourceException {
        try {
            return key instanceof RSAKey rsa ? rsa.toPublicKey() : key.toECKey().toPublicKey();
        } catch (JOSEException unusable) {
            throw new KeySourceException("a published signing key cannot be used", unusable);
        }
    }
}
