package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Map;
import java.util.UUID;

/** Sees to it that users have their row, except those who have been erased. */
final class UserRows {
    private static final String ENSURE = """
            insert into memories.users (user_id, tenant_id, external_id, auth_user_id)
            select user_id, tenant_id, external_id,
                   case when supabase_id then memories.auth_user_or_null(user_id) end
            from unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[])
                as given (user_id, tenant_id, external_id, supabase_id)
            where not exists (select from memories.users u where u.user_id = given.user_id)
              and not memories.is_erased(given.user_id)
            on conflict do nothing;
            """;

    private UserRows() {}

    /** @param users by key, in a sorted order */
    static Query ensure(Map<UUID, UserRef> users, UserKey keys) {
        boolean[] supabaseIds = new boolean[users.size()];
        String[] tenants = new String[users.size()];
        String[] names = new String[users.size()];
        int at = 0;
        for (UserRef user : users.values()) {
            supabaseIds[at] = keys.isSupabaseId(user);
            tenants[at] = user.tenantId();
            names[at++] = user.userId();
        }
        return Query.of(ENSURE, users.keySet().toArray(UUID[]::new), tenants, names, supabaseIds);
    }
}
