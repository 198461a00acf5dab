package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.server.identity.IdentityProperties.ServiceToken;
import io.memoryorchestrator.server.identity.IdentityProperties.ServiceToken.Role;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTokensTests {
    /** What {@code printf %s billing-token | sha256sum} prints. */
    private static final String HASH = "a351b85dde0cfbe62345dd4f3e362b0e61535e7df62a2f0e1f1615240b0b54fd";

    private final ServiceTokens tokens = new ServiceTokens(
            Map.of("billing", new ServiceToken(Secret.of(HASH.toUpperCase(Locale.ROOT)), Role.SERVICE, "acme")),
            "default");

    @Test
    void aTokenIsKnownByItsHash() {
        assertThat(tokens.callerOf("billing-token")).contains(new Caller.Service("billing", "acme"));
        assertThat(tokens.callerOf("billing-tokens")).isEmpty();
    }

    @Test
    void theHashIsNoToken() {
        assertThat(tokens.callerOf(HASH)).isEmpty();
        assertThat(tokens.callerOf("")).isEmpty();
    }
}
