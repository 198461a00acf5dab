package io.memoryorchestrator.server.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.memoryorchestrator.api.model.UserRef;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the claims of a token whose signature is good who is asking. What a caller may do is taken from
 * {@code app_metadata}, which only the project's administrators write, and never from {@code user_metadata}, which users
 * write themselves.
 */
final class SupabaseClaims {
    private static final Pattern USER_ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String ROLE = "memory_role";
    private static final String TENANT = "tenant_id";

    private final IdentityProperties rules;
    private final @Nullable String issuer;
    private final String defaultTenant;
    private final Clock clock;

    SupabaseClaims(IdentityProperties rules, String defaultTenant, Clock clock) {
        this.rules = rules;
        this.issuer = rules.expectedIssuer();
        this.defaultTenant = defaultTenant;
        this.clock = clock;
    }

    /** @throws TokenRefusedException when the token is not this project's, not good now, or not a user's */
    Caller callerOf(JWTClaimsSet claims) {
        try {
            requireTime(claims);
            requireOrigin(claims);
            requireUser(claims);
            return caller(userId(claims), claims.getJSONObjectClaim("app_metadata"));
        } catch (ParseException wrongType) {
            throw TokenRefusedException.invalid("A claim of the token has the wrong type");
        }
    }

    private void requireTime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            throw TokenRefusedException.invalid("The token does not say when it expires");
        }
        if (!now.isBefore(expiry.toInstant().plus(rules.clockSkew()))) {
            throw new TokenRefusedException(
                    TokenRefusedException.EXPIRED, "The token has expired: refresh the session");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && now.isBefore(notBefore.toInstant().minus(rules.clockSkew()))) {
            throw TokenRefusedException.invalid("The token is not good yet: compare the clocks");
        }
    }

    private void requireOrigin(JWTClaimsSet claims) throws ParseException {
        if (issuer != null && !issuer.equals(claims.getIssuer())) {
            throw TokenRefusedException.invalid("The token was not issued by the project that this server trusts");
        }
        if (!claims.getAudience().contains(rules.audience())) {
            throw TokenRefusedException.invalid("The token is not meant for the audience " + rules.audience());
        }
        String client = claims.getStringClaim("client_id");
        if (client != null && !rules.allowedClients().contains(client)) {
            throw TokenRefusedException.invalid("The token was made for an application that is not allowed here"
                    + " (orchestrator.identity.allowed-clients)");
        }
    }

    private void requireUser(JWTClaimsSet claims) throws ParseException {
        if (!"authenticated".equals(claims.getStringClaim("role"))) {
            throw TokenRefusedException.invalid("The token is not one of a signed-in user. Keys of the project"
                    + " (anon, service_role, publishable, secret) prove nobody's identity");
        }
        if (Boolean.TRUE.equals(claims.getBooleanClaim("is_anonymous")) && !rules.allowAnonymousUsers()) {
            throw TokenRefusedException.invalid("Users of the anonymous sign-in are not taken here"
                    + " (orchestrator.identity.allow-anonymous-users)");
        }
    }

    private static String userId(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || !USER_ID.matcher(subject).matches()) {
            throw TokenRefusedException.invalid("The subject of the token is not the id of a user");
        }
        return UUID.fromString(subject).toString();
    }

    private Caller caller(String userId, @Nullable Map<String, Object> appMetadata) {
        Map<String, Object> rights = appMetadata == null ? Map.of() : appMetadata;
        String tenant = text(rights, TENANT, defaultTenant);
        UserRef user;
        try {
            user = new UserRef(tenant, userId);
        } catch (IllegalArgumentException refused) {
            throw TokenRefusedException.invalid("app_metadata.tenant_id cannot be the name of a tenant");
        }
        return switch (text(rights, ROLE, "user")) {
            case "user" -> new Caller.User(user);
            case "service" -> new Caller.Service(userId, tenant);
            case "ops" -> new Caller.Operator(userId);
            default -> throw TokenRefusedException.invalid("app_metadata.memory_role must be user, service or ops");
        };
    }

    private static String text(Map<String, Object> rights, String name, String otherwise) {
        Object value = rights.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw TokenRefusedException.invalid("app_metadata." + name + " must be a string");
    }
}
