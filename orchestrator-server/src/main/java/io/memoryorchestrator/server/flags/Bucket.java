package io.memoryorchestrator.server.flags;

import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.api.model.UserRef;
import java.nio.ByteBuffer;

/**
 * Where a user stands in a roll-out by percentage. The place follows from flag and user alone: the same in every process and
 * after every restart, another for each flag, and a greater percentage only adds users.
 */
final class Bucket {
    private static final int STEPS = 10_000;

    private Bucket() {}

    /** What providers know a user by: a hash, so that no id leaves for another system. */
    static String targetingKey(UserRef user) {
        return Sha256.hex(user.tenantId() + "\n" + user.userId());
    }

    static boolean within(String flag, String targetingKey, int percentage) {
        long place = Integer.toUnsignedLong(
                ByteBuffer.wrap(Sha256.of(flag + "\n" + targetingKey)).getInt());
        return place % STEPS < percentage * (STEPS / 100L);
    }
}
