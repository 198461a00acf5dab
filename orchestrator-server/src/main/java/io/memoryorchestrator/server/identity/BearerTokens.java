package io.memoryorchestrator.server.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Makes of the token in a request's {@code Authorization} header the caller it stands for. */
final class BearerTokens implements AuthenticationManager {
    private final ServiceTokens services;
    private final @Nullable SupabaseTokens users;

    /** @param users null where no Supabase project is configured */
    BearerTokens(ServiceTokens services, @Nullable SupabaseTokens users) {
        this.services = services;
        this.users = users;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        return new CallerAuthentication(services.callerOf(token).orElseGet(() -> user(token)));
    }

    private Caller user(String token) {
        if (users == null) {
            throw TokenRefusedException.invalid("The token is none of the service tokens of this server");
        }
        return users.callerOf(token);
    }
}
