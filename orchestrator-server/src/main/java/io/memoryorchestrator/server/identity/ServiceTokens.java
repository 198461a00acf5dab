package io.memoryorchestrator.server.identity;

import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.server.identity.IdentityProperties.ServiceToken;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tokens of back ends and operators that are no Supabase users. Only their hashes are configured, so that whoever reads
 * the configuration cannot act with them.
 */
final class ServiceTokens {
    private final Map<String, Caller> callers;

    ServiceTokens(Map<String, ServiceToken> tokens, String defaultTenant) {
        this.callers = tokens.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getValue().sha256().reveal().toLowerCase(Locale.ROOT),
                        entry -> caller(entry.getKey(), entry.getValue(), defaultTenant)));
    }

    /** Looked up by hash: how long the look-up takes tells nothing of a token. */
    Optional<Caller> callerOf(String token) {
        return Optional.ofNullable(callers.get(Sha256.hex(token)));
    }

    private static Caller caller(String name, ServiceToken token, String defaultTenant) {
        return switch (token.role()) {
            case SERVICE -> new Caller.Service(name, token.tenant() == null ? defaultTenant : token.tenant());
            case OPS -> new Caller.Operator(name);
        };
    }
}
