package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.AuditLog.Actor;
import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.model.UserRef;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statement that puts a change on record, for the transaction that makes it. */
final class AuditTrail {
    private static final String INSERT = """
            insert into memories.audit (actor_role, actor, action, tenant_id, subject_hash, object)
            values (?, ?, ?, ?, sha256(uuid_send(?::uuid)), left(?::text, 300));
            """;

    private final UserKey keys;

    AuditTrail(UserKey keys) {
        this.keys = keys;
    }

    /** An empty query where the service acts on its own. */
    Query of(String action, UserRef user, @Nullable String object) {
        return of(action, user.tenantId(), keys.of(user), object);
    }

    /** The same for what concerns no single user. */
    Query of(String action, @Nullable String tenant, @Nullable UUID key, @Nullable String object) {
        if (!AuditLog.ACTOR.isBound()) {
            return new Query();
        }
        Actor actor = AuditLog.ACTOR.get();
        return Query.of(INSERT, actor.role(), name(actor), action, tenant, key, StorableText.ofNullable(object));
    }

    String name(Actor actor) {
        UserRef user = actor.user();
        return user == null ? StorableText.of(actor.subject()) : hash(keys.of(user));
    }

    private static String hash(UUID key) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
        return HexFormat.of().formatHex(Sha256.of(bytes.array()));
    }
}
