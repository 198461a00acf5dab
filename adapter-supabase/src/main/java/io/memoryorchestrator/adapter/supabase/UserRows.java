package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that users have their row, except those who have been erased, and that it is tied to their account, so that they
 * are erased with it.
 */
final class UserRows {
    private static final String ENSURE = """
            insert into memories.users (user_id, tenant_id, external_id, auth_user_id)
            select user_id, tenant_id, external_id, memories.auth_user_or_null(auth_user)
            from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[])
                as given (user_id, tenant_id, external_id, auth_user)
            where not exists (select from memories.users u where u.user_id = given.user_id)
              and not memories.is_erased(given.user_id)
            on conflict do nothing;
            """;
    /** The account may be younger than the row. */
    private static final String TIE = """
            update memories.users u
            set auth_user_id = given.auth_user
            from unnest(?::uuid[], ?::uuid[]) as given (user_id, auth_user)
            where u.user_id = given.user_id and u.auth_user_id is null
              and memories.auth_user_or_null(given.auth_user) is not null;
            """;

    private UserRows() {}

    /** @param users by key, in a sorted order */
    static Query ensure(Map<UUID, UserRef> users, UserKey keys) {
        @Nullable UUID[] accounts = new UUID[users.size()];
        String[] tenants = new String[users.size()];
        String[] names = new String[users.size()];
        boolean tied = false;
        int at = 0;
        for (UserRef user : users.values()) {
            UUID account = UserKey.authUser(user);
            tied |= account != null;
            accounts[at] = account;
            tenants[at] = user.tenantId();
            names[at++] = user.userId();
        }
        UUID[] userKeys = users.keySet().toArray(UUID[]::new);
        Query query = Query.of(ENSURE, userKeys, tenants, names, accounts);
        return tied ? query.add(TIE, userKeys, accounts) : query;
    }
}
