package io.memoryorchestrator.server.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Says when what names no tenant goes to another tenant than the one whose users are Supabase users: their own tokens would
 * find nothing of it in the database. An adapter sees its own settings only, so the server has to compare.
 */
@Component
final class TenantsAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(TenantsAtStart.class);

    TenantsAtStart(
            @Value("${orchestrator.default-tenant:default}") String ofIntents,
            @Value("${orchestrator.adapter.supabase.default-tenant:default}") String ofSupabaseUsers) {
        if (!ofIntents.equals(ofSupabaseUsers)) {
            LOG.warn(
                    "orchestrator.default-tenant is {} and orchestrator.adapter.supabase.default-tenant is {}: Supabase users do"
                            + " not see with their own tokens what is stored for them without a tenant. Give both one value",
                    ofIntents,
                    ofSupabaseUsers);
        }
    }
}
