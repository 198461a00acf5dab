package io.memoryorchestrator.server.gateway;

import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.Intent;
import io.memoryorchestrator.api.intent.SessionBackfill;
import io.memoryorchestrator.api.intent.SessionSync;
import io.memoryorchestrator.api.intent.TurnCommitted;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.Access;

/** Asks whether the caller may send an intent, before any of it is noted. */
final class IntentAccess {
    private IntentAccess() {}

    static void check(Access access, Intent intent) {
        switch (intent) {
            case TurnCommitted committed -> access.actingFor(committed.session().user());
            case SessionSync sync -> access.actingFor(sync.session().user());
            case ContextFetch fetch -> access.actingFor(fetch.user());
            case SessionBackfill backfill -> {
                UserRef user = backfill.user();
                if (user != null) {
                    access.actingFor(user);
                } else {
                    access.actingForAll(backfill.range().tenantId());
                }
            }
        }
    }
}
