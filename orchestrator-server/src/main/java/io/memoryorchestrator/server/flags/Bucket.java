package io.memoryorchestrator.server.flags;

import io.memoryorchestrator.api.model.UserRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a user stands in a roll-out by percentage. The place follows from flag and user alone: the same in every process and
 * after every restart, another for each flag, and a greater percentage only adds users.
 */
final class Bucket {
    private static final int STEPS = 10_000;

    private Bucket() {}

    /** What providers know a user by: a hash, so that no id leaves for another system. */
    static String targetingKey(UserRef user) {
        return HexFormat.of().formatHex(sha256(user.tenantId() + "\n" + user.userId()));
    }

    static boolean within(String flag, String targetingKey, int percentage) {
        long place = Integer.toUnsignedLong(
                ByteBuffer.wrap(sha256(flag + "\n" + targetingKey)).getInt());
        return place % STEPS < percentage * (STEPS / 100L);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
