package io.memoryorchestrator.server.identity;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.model.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How callers prove who they are. With neither {@code supabaseUrl} nor {@code jwtSecret} nor a service token the server is
 * in development mode: it asks for no token and listens on this machine only.
 *
 * @param supabaseUrl of the project, {@code https://<ref>.supabase.co}: its signing keys are read from there and its
 *     tokens must name it as their issuer
 * @param jwtSecret the project's JWT secret, at least 32 bytes, for tokens signed with HS256
 * @param issuer that tokens must name, where it is another than {@code <supabase-url>/auth/v1}
 * @param audience that tokens must name
 * @param clockSkew by which clocks may differ, 30 s at most
 * @param allowedClients ids of OAuth applications whose tokens are taken; none by default
 * @param allowAnonymousUsers whether users of Supabase's anonymous sign-in are taken
 * @param allowPlainHttp whether signing keys may be read over http from another machine
 * @param allowPlaintextBroker whether a broker on another machine may be spoken to without TLS, because the network is
 *     nobody else's
 * @param allowUnauthenticated whether a server without identity may listen beyond this machine, because something in
 *     front of it asks who is there
 * @param serviceTokens {@code service-tokens.<name>}: for a back end or operator without a Supabase user; {@code sha256} of
 *     its token, {@code role} ({@code service} or {@code ops}) and, of a service, {@code tenant}
 * @param requireSignedRecords whether intake takes only records that are signed with one of the envelope keys
 * @param envelopeKeys {@code envelope-keys.<id>}: secrets that records are signed with, each at least 32 bytes
 * @param signingKey id of the envelope key that this server signs with; may be left out when there is one
 * @param limits how much one caller may ask
 */
@Validated
@ConfigurationProperties("orchestrator.identity")
record IdentityProperties(
        @Nullable URI supabaseUrl,
        @Nullable Secret jwtSecret,
        @Nullable String issuer,
        @DefaultValue("authenticated") String audience,

        @DefaultValue("30s") @NotNull @DurationMin @DurationMax(seconds = 30)
        Duration clockSkew,

        @DefaultValue List<String> allowedClients,
        @DefaultValue("false") boolean allowAnonymousUsers,
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue("false") boolean allowPlaintextBroker,
        @DefaultValue("false") boolean allowUnauthenticated,
        @DefaultValue Map<String, @Valid ServiceToken> serviceTokens,
        @DefaultValue("false") boolean requireSignedRecords,
        @DefaultValue Map<String, Secret> envelopeKeys,
        @Nullable String signingKey,
        @DefaultValue @Valid Limits limits) {

    private static final int SHORTEST_JWT_SECRET = 32;

    /** Whether anybody can prove who they are. */
    boolean configured() {
        return url() != null || secret() != null || !serviceTokens.isEmpty();
    }

    /** An empty variable counts as not set. */
    @Nullable
    URI url() {
        return supabaseUrl == null || supabaseUrl.toString().isBlank() ? null : supabaseUrl;
    }

    @Nullable
    Secret secret() {
        return jwtSecret == null || jwtSecret.reveal().isBlank() ? null : jwtSecret;
    }

    /** Null where it is not known, with nothing but a secret. */
    @Nullable
    String expectedIssuer() {
        if (issuer != null && !issuer.isBlank()) {
            return issuer;
        }
        URI url = url();
        return url == null ? null : SupabaseAddress.issuer(url);
    }

    @AssertTrue(
            message = "the JWT secret has fewer than 32 bytes; copy it from the project's settings (JWT keys,"
                    + " legacy secret), or leave it out and set orchestrator.identity.supabase-url")
    boolean isJwtSecretLongEnough() {
        Secret secret = secret();
        return secret == null || bytes(secret) >= SHORTEST_JWT_SECRET;
    }

    @AssertTrue(
            message = "supabase-url must be https://<ref>.supabase.co or http:// on this machine: signing keys that"
                    + " come over plain http can be exchanged on the way (orchestrator.identity.allow-plain-http=true"
                    + " accepts that)")
    boolean isSupabaseUrlSafe() {
        URI url = url();
        return url == null || SupabaseAddress.safe(url, allowPlainHttp);
    }

    @AssertTrue(
            message =
                    "records are to be signed, which needs orchestrator.identity.envelope-keys.<id> with at least"
                            + " 32 bytes each (openssl rand -base64 32), and signing-key to name one of them if there are several")
    boolean isEnvelopeSigningPossible() {
        boolean longEnough =
                envelopeKeys.values().stream().allMatch(secret -> bytes(secret) >= EnvelopeSignature.SHORTEST_SECRET);
        boolean chosen = signingKey == null || signingKey.isBlank()
                ? envelopeKeys.size() <= 1
                : envelopeKeys.containsKey(signingKey);
        return longEnough && chosen && !(requireSignedRecords && envelopeKeys.isEmpty());
    }

    private static int bytes(Secret secret) {
        return secret.reveal().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * @param sha256 of the token, 64 hexadecimal digits: {@code printf %s "$TOKEN" | sha256sum}
     * @param role what it may do
     * @param tenant whose users a service acts for; the default tenant when not set. An operator acts for all
     */
    record ServiceToken(
            @NotNull Secret sha256,
            @NotNull Role role,
            @Nullable String tenant) {

        // A secret by type, since one day somebody puts the token itself here, and the report of bad values shows them.
        @AssertTrue(message = "sha256 must be the 64 hexadecimal digits that sha256sum prints for the token")
        boolean isSha256AHash() {
            return sha256 == null || sha256.reveal().matches("[0-9a-fA-F]{64}");
        }

        enum Role {
            SERVICE,
            OPS
        }
    }

    /**
     * @param requestsPerSecond of one end user, through one process; 0 for no limit
     * @param tenantRequestsPerSecond of all users and services of a tenant together, likewise; 0 for no limit
     */
    record Limits(
            @DefaultValue("50") @Min(0) int requestsPerSecond,
            @DefaultValue("2000") @Min(0) int tenantRequestsPerSecond) {}
}
