package io.memoryorchestrator.server.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words why a server that would let everybody in does not start. */
class IdentityMissingAnalyzer extends AbstractFailureAnalyzer<IdentityMissingException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, IdentityMissingException cause) {
        return new FailureAnalysis(
                "SERVER_ADDRESS is " + cause.address() + ", which other machines can reach, and no identity is"
                        + " configured: whoever reaches it could read and change everybody's memory.",
                "Set SUPABASE_URL (tokens signed with the project's keys) or SUPABASE_JWT_SECRET (tokens signed with"
                        + " its secret), or a token under orchestrator.identity.service-tokens. Or let"
                        + " SERVER_ADDRESS be 127.0.0.1. Where something in front of the server asks who is there,"
                        + " orchestrator.identity.allow-unauthenticated=true lets it start.",
                cause);
    }
}
