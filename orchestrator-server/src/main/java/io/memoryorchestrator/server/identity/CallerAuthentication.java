package io.memoryorchestrator.server.identity;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller as Spring Security carries it through a request. The token is not kept, and what a caller may do says {@link Access}. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller.actor();
    }
}
