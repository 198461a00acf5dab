package io.memoryorchestrator.server.identity;

import org.springframework.security.core.AuthenticationException;

/** A token that proves nothing. The message never holds any part of it. */
final class TokenRefusedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    static final String INVALID = "token_invalid";
    static final String EXPIRED = "token_expired";

    private final String code;

    TokenRefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    static TokenRefusedException invalid(String message) {
        return new TokenRefusedException(INVALID, message);
    }

    String code() {
        return code;
    }
}
