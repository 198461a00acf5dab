package io.memoryorchestrator.api.node;

import io.memoryorchestrator.api.model.ContentHash;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts and content hashes of entries, kind by kind, whatever their order: two stores that hold the same have the same
 * digest. The hash of a kind is the sum, modulo 2^256, of the SHA-256 of its entries.
 */
public final class NodeDigest {
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

    private final Map<NodeKind, OfKind> kinds = new EnumMap<>(NodeKind.class);

    /** Counts an entry in. */
    public void add(NodeEntry entry) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("tenant", entry.node().user().tenantId());
        form.put("user", entry.node().user().userId());
        form.put("node", entry.node().nodeId());
        form.put("key", entry.key());
        form.put("value", entry.value().fields());
        form.put("namespace", Objects.toString(entry.namespace(), null));
        form.put("metadata", entry.metadata());
        form.put("createdAt", entry.createdAt().toString());
        form.put("updatedAt", entry.updatedAt().toString());
        form.put("expiresAt", Objects.toString(entry.expiresAt(), null));
        BigInteger hash = new BigInteger(1, ContentHash.bytes(PlainValue.text(PlainValue.normal(form))));
        OfKind before = kinds.getOrDefault(entry.kind(), new OfKind(0, BigInteger.ZERO));
        kinds.put(
                entry.kind(), new OfKind(before.count + 1, before.sum.add(hash).mod(MODULUS)));
    }

    /** The digest of each kind of which there is something. */
    public Map<NodeKind, OfKind> kinds() {
        return Map.copyOf(kinds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeDigest digest && kinds.equals(digest.kinds);
    }

    @Override
    public int hashCode() {
        return kinds.hashCode();
    }

    @Override
    public String toString() {
        return kinds.toString();
    }

    /** How many entries of a kind, and their hash. */
    public record OfKind(long count, BigInteger sum) {
        /** 64 hexadecimal digits. */
        public String hash() {
            byte[] bytes = sum.add(MODULUS).toByteArray();
            return HexFormat.of().formatHex(bytes, bytes.length - 32, bytes.length);
        }

        @Override
        public String toString() {
            return count + " with " + hash();
        }
    }
}
