package io.memoryorchestrator.server.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/** Makes access tokens as Supabase Auth does. */
public final class Tokens {
    public static final String SECRET = "a-jwt-secret-for-tests-with-more-than-32-bytes";
    public static final String ISSUER = "https://project.supabase.co/auth/v1";

    private Tokens() {}

    /** The claims of a signed-in user, good for an hour. */
    public static JWTClaimsSet.Builder claims(String user, Instant now) {
        return new JWTClaimsSet.Builder()
                .subject(user)
                .issuer(ISSUER)
                .audience("authenticated")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .claim("role", "authenticated")
                .claim("email", "somebody@example.com")
                .claim("app_metadata", Map.of("provider", "email"))
                .claim("user_metadata", Map.of())
                .claim("is_anonymous", false);
    }

    /** Signed with {@link #SECRET}. */
    public static String of(String user, Instant now) {
        return hs256(SECRET, claims(user, now).build());
    }

    public static String of(String user, Instant now, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims(user, now);
        change.accept(claims);
        return hs256(SECRET, claims.build());
    }

    public static String hs256(String secret, JWTClaimsSet claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret), claims);
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    public static String es256(ECKey key, JWTClaimsSet claims) {
        try {
            return signed(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    new ECDSASigner(key),
                    claims);
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    public static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }

    /** As a service token is configured. */
    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
